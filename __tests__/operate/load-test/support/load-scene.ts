import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../../../proof/fake-devops/support/client';
import { Listener } from '../../../proof/fake-devops/support/listener';
import { Child } from '../../../support/child-process';

const main = join(__dirname, '..', '..', '..', '..', 'dist', 'operate', 'load-test', 'main.js');

/** The load test as a program, with a fake Azure DevOps whose clock only the test moves. */
export class LoadScene {
  readonly clock: ManualClock;
  readonly folder = mkdtempSync(join(tmpdir(), 'load-test-'));
  readonly devops: FakeDevOps;
  readonly #children: Child[] = [];

  private constructor(devops: FakeDevOps, clock: ManualClock) {
    this.devops = devops;
    this.clock = clock;
  }

  static async set(): Promise<LoadScene> {
    const clock = new ManualClock('2026-01-05T10:00:00Z');
    const devops = await FakeDevOps.start({ pools: ['aks-linux'], pipelines: [{ name: 'load-test', pool: 'aks-linux' }], clock });
    devops.addAgent('aks-linux', { name: 'ci-linux-placeholder', version: '99.999.9', enabled: false });
    const scene = new LoadScene(devops, clock);
    const config = {
      name: 'ci',
      location: 'westeurope',
      azureDevOps: { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat' } },
      agentPools: [{ name: 'linux', pool: 'aks-linux' }],
    };
    writeFileSync(scene.file('config.json'), JSON.stringify(config));
    return scene;
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** Starts the command with short waits. */
  start(args: readonly string[], token = this.devops.token): Child {
    const quick = ['--every', '0.1', '--leftovers-after', '0.1'];
    const options = ['--url', this.devops.url, '--project', 'demo', ...quick, ...args];
    const env = { AGENTS_CONFIG: this.file('config.json'), TF_VAR_azp_token: token };
    const child = new Child(process.execPath, [main, ...options], { env });
    this.#children.push(child);
    return child;
  }

  /** Waits until so many jobs are in the queue. */
  queued(jobs: number): Promise<void> {
    return this.devops.eventually(`${jobs} jobs are queued`, () => this.devops.pool('aks-linux').requests.length === jobs);
  }

  /** Brings an agent online that starts this job. */
  async begin(name: string, requestId: number): Promise<Listener> {
    const listener = await Listener.online(this.devops, name, this.clock.now());
    await listener.renew(requestId);
    await listener.call('POST', `stub/started/${requestId}`, {});
    return listener;
  }

  async remove({ agent }: Listener): Promise<void> {
    const { status } = await call(this.devops, 'DELETE', `/_apis/distributedtask/pools/44/agents/${agent.id}?api-version=7.1`);
    if (status !== 204) throw new Error(`agent ${agent.id} is not deleted: ${status}`);
  }

  async clear(): Promise<void> {
    for (const child of this.#children) await child.kill();
    await this.devops.close();
    rmSync(this.folder, { recursive: true });
  }
}
