import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScalerPorts, scale } from '../../../agent/commands/scale';
import { createLog } from '../../../agent/process/log';
import { readScaleSettings, type ScaleSettings } from '../../../agent/settings/scale-settings';
import { SCALER } from '../../../config/timings';
import { type Clock, realClock } from '../../../lib/clock';
import { FakeGitHub, type FakeGitHubOptions } from '../../../proof/fake-github/fake-github';
import { GitHub } from '../../../providers/github/client/client';
import { eventually } from '../../support/eventually';
import { podOf } from '../scale/model/cluster';
import { AgentsApi } from './agents-api';
import { fakeWorld, temporaryFolder } from './fakes';

export const ENTRY = 'a-gh';
/** A Job of the entry, and its pod. */
export const JOB = `${ENTRY}-bcdfg`;
export const POD = podOf(JOB, 'running').metadata.name;
export const SET = { name: 'gh-linux', group: 'Default', labels: ['aks-linux'] };
export const RUNNER_POOL = { name: ENTRY, scaleSet: SET, maxAgents: 5, warm: [], warmMaxHours: 12, anticipate: false };

/** Waits are short: nobody has to wait for seconds. @param ahead how far it is ahead, in milliseconds */
export const impatient = (ahead: () => number = () => 0): Clock => ({
  now: () => realClock.now() + ahead(),
  sleep: (ms, signal) => realClock.sleep(Math.min(ms, 50), signal),
});

export type ScalerProgram = Awaited<ReturnType<ScaleSetScene['start']>>;

/** A GitHub and an API server for "scale" with one runner pool. */
export class ScaleSetScene {
  readonly github: FakeGitHub;
  readonly api: AgentsApi;
  readonly #closing: (() => unknown)[] = [];

  static async start(options: FakeGitHubOptions = {}): Promise<ScaleSetScene> {
    return new ScaleSetScene(await FakeGitHub.start({ longPollMs: 300, ...options }), await AgentsApi.start());
  }

  private constructor(github: FakeGitHub, api: AgentsApi) {
    this.github = github;
    this.api = api;
  }

  async end(): Promise<void> {
    for (const close of this.#closing.toReversed()) await close();
    await this.github.close();
    this.api.close();
  }

  settings(entry: object = RUNNER_POOL): ScaleSettings {
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, this.github.token);
    const read = readScaleSettings({
      AZP_NAMESPACE: 'agents',
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      AZP_ENTRIES: JSON.stringify([entry]),
      AZP_GITHUB_URL: this.github.organisation(),
      AZP_GITHUB_TOKEN_FILE: file,
    });
    return { ...read, kubernetes: this.api.server.api(), ports: { health: 0, numbers: 0, agents: 0 } };
  }

  /** Starts "scale". */
  async start(given = this.settings(), clock = impatient()) {
    const world = fakeWorld();
    const log = createLog((line) => void world.lines.push(line));
    let onPorts = (_: ScalerPorts) => {};
    const started = new Promise<ScalerPorts>((resolve) => {
      onPorts = resolve;
    });
    const ended = scale(given, { ...world.runtime, clock, log }, (ports) => onPorts(ports));
    const stop = async () => {
      world.stop();
      await ended;
    };
    this.#closing.push(stop);
    const ports = await started;
    const get = async (port: number, path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(10_000) });
      return { status: response.status, text: await response.text() };
    };
    const number = async () => {
      const { status, text } = await get(ports.numbers, `/entries/${ENTRY}`);
      return status === 200 ? (JSON.parse(text).value as number) : status;
    };
    return {
      stop,
      number,
      /** KEDA's polls, a moment apart, until one gets this answer. */
      answers: (value: number) =>
        eventually(`the answer is ${value}`, async () => {
          await realClock.sleep(SCALER.repeat.milliseconds);
          return (await number()) === value;
        }),
      status: async (path: string) => (await get(ports.health, path)).status,
      metrics: async () => (await get(ports.health, '/metrics')).text,
      lines: () => world.lines.join(''),
    };
  }

  /** The scale set that the scaler has created. */
  get set() {
    const [set] = this.github.scaleSets;
    if (set === undefined) throw new Error('there is no scale set');
    return set;
  }

  untilHeld(): Promise<unknown> {
    return eventually('a session is open', () => this.github.scaleSets.some(({ sessionOwner }) => sessionOwner !== undefined));
  }

  queueJobs(count: number) {
    return this.github.queueJobs({ labels: 'aks-linux' }, count);
  }

  /** Registers a runner and brings it online, as its registrar and its listener do. */
  async connectRunner(name = POD): Promise<void> {
    const client = new GitHub({
      url: this.github.organisation(),
      credential: async () => ({ kind: 'pat', token: this.github.token }),
      userAgent: '{"kind":"scaleset"}',
    });
    await client.createJitConfig(this.set.id, { name, workFolder: '_work' });
    this.github.connect(name);
  }
}
