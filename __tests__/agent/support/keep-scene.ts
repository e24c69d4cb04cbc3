import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { keep } from '../../../agent/commands/keep';
import type { BoundedServer } from '../../../agent/server/bounded-server';
import { type KeepSettings, readKeepSettings } from '../../../agent/settings/keep-settings';
import type { Clock } from '../../../proof/fake-devops/clock';
import { type AgentSnapshot, FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { selfSigned } from './certificate';
import { type FakeClock, type FakeWorld, fakeWorld, type Start, temporaryFolder } from './fakes';
import { anEnvironment } from './settings';
import { writeRegistration } from './stub-config';

export const PLACEHOLDER = 'linux-placeholder';
/** Where the server's clock starts. The clock of the program starts at 0. */
export const START = Date.UTC(2026, 0, 5, 10);

/** "keep" in a fake world: Azure DevOps, Kubernetes and a config.sh that registers immediately. */
export class KeepScene {
  readonly devops: FakeDevOps;
  readonly world: FakeWorld;
  /** The pods that Kubernetes lists; a bare name means a running pod. Undefined makes Kubernetes refuse. */
  pods: () => readonly (string | object)[] | undefined = () => ['linux-placeholder-bcdfg'];
  readonly #kubernetes: Kubernetes;
  readonly #folders: string[] = [];
  /** What config.sh does. @default it registers the agent */
  configSh: (start: Start) => void = (start) => this.register(start);

  static async start(serverStart = START): Promise<KeepScene> {
    const scene: { built?: KeepScene } = {};
    const world = fakeWorld((start) => scene.built?.configSh(start));
    const devops = await FakeDevOps.start({ pools: ['linux'], clock: serverClock(world.clock, serverStart) });
    const kubernetes = await Kubernetes.start(() => scene.built?.pods());
    scene.built = new KeepScene(world, devops, kubernetes);
    return scene.built;
  }

  private constructor(world: FakeWorld, devops: FakeDevOps, kubernetes: Kubernetes) {
    this.world = world;
    this.devops = devops;
    this.#kubernetes = kubernetes;
  }

  async end(): Promise<void> {
    this.world.stop();
    await this.devops.close();
    this.#kubernetes.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  settings(more: Record<string, string> = {}): KeepSettings {
    const common = { AZP_TOKEN: this.devops.token, AZP_AGENT_NAME: PLACEHOLDER, AZP_HEALTH_PORT: '0', AZP_KEEP_SECONDS: '60' };
    const settings = readKeepSettings(anEnvironment(this.devops.url, { ...common, ...more }));
    this.#folders.push(dirname(settings.folders.home));
    return { ...settings, reap: { prefix: 'linux-', offlineMs: 15 * 60_000, kubernetes: this.#kubernetes.api } };
  }

  /** Starts "keep". Its server answers until it has ended. */
  keep(settings: KeepSettings = this.settings()) {
    let server: BoundedServer | undefined;
    const ended = keep(settings, {}, this.world.runtime, (started) => {
      server = started;
    });
    const get = (path: string) => fetch(`http://127.0.0.1:${server?.port}${path}`);
    return {
      ended,
      status: async (path: string) => (await get(path)).status,
      metrics: async () => parseMetrics(await (await get('/metrics')).text()),
    };
  }

  /** Runs "keep" for so many seconds and then stops it. `looks` are called at their second. */
  async run(seconds: number, looks: Record<number, () => unknown> = {}, settings?: KeepSettings): Promise<void> {
    const { clock } = this.world;
    const looking = Object.entries(looks).map(([second, look]) => clock.at(Number(second) * 1000, look));
    looking.push(clock.at(seconds * 1000, () => this.world.stop()));
    await Promise.all([...looking, this.keep(settings).ended]);
  }

  /** Registers like config.sh with --replace: an existing agent keeps its id and stays disabled. */
  register({ file, env, process }: Start): void {
    const pool = this.devops.pool('linux');
    const name = env['VSTS_AGENT_INPUT_AGENT'] ?? '';
    const agent = pool.agentNamed(name) ?? this.devops.addAgent(pool.id, { name, version: '4.275.0' });
    writeRegistration(dirname(file), agent.id, pool.id);
    process.exit(0);
  }

  get placeholder(): AgentSnapshot | undefined {
    return this.agents.find(({ name }) => name === PLACEHOLDER);
  }

  get agents(): readonly AgentSnapshot[] {
    return this.devops.agentsOf('linux');
  }

  get names(): readonly string[] {
    return this.agents.map(({ name }) => name);
  }

  /** The matching calls as "METHOD path", with paths below the agent pool. */
  calls(fits = /./): string[] {
    const below = /^\/_apis\/distributedtask\/(pools\/\d+\/)?/;
    return this.devops.requests.map(({ method, path }) => `${method} ${path.replace(below, '')}`).filter((call) => fits.test(call));
  }

  get lines(): string {
    return this.world.lines.join('');
  }
}

class Kubernetes {
  readonly #server: ReturnType<typeof createServer>;
  readonly #folder = temporaryFolder();

  static async start(pods: KeepScene['pods']): Promise<Kubernetes> {
    const certificate = selfSigned();
    const server = createServer(certificate, (_, response) => {
      const items = pods()?.map((pod) => (typeof pod === 'string' ? { metadata: { name: pod }, status: { phase: 'Running' } } : pod));
      response.writeHead(items ? 200 : 403).end(JSON.stringify({ kind: 'PodList', metadata: {}, items }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Kubernetes(server, certificate.cert);
  }

  private constructor(server: ReturnType<typeof createServer>, cert: string) {
    this.#server = server;
    writeFileSync(join(this.#folder, 'ca.crt'), cert);
    writeFileSync(join(this.#folder, 'token'), 'service-account-token');
  }

  get api() {
    const { port } = this.#server.address() as AddressInfo;
    return { host: '127.0.0.1', port, namespace: 'agents', accountFolder: this.#folder, timeoutMs: 5000 };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A clock for the server that advances with the program's but shows another time. */
const serverClock = (clock: FakeClock, start: number): Clock => ({
  now: () => start + clock.now(),
  after: (ms, callback) => {
    let pending = true;
    void clock.at(clock.now() + ms, () => pending && callback());
    return {
      cancel: () => {
        pending = false;
      },
    };
  },
});

/** Values by "name{labels}", without the label `pool`, which all have. */
function parseMetrics(text: string): Record<string, number> {
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    samples.map((line) => {
      const [series = '', value] = line.split(' ');
      if (!series.includes('pool="linux"')) throw new Error(`the label pool is missing: ${line}`);
      return [series.replace(/,?pool="linux",?/, '').replace('{}', ''), Number(value)];
    }),
  );
}
