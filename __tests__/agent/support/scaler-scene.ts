import { createLog } from '../../../agent/process/log';
import { AgentTracker } from '../../../agent/scale/agent-tracker';
import { DecisionLog } from '../../../agent/scale/decision-log';
import type { JobObject, PodObject } from '../../../agent/scale/kubernetes-objects';
import { ParallelJobs } from '../../../agent/scale/parallel-jobs';
import { PollInterval } from '../../../agent/scale/poll-interval';
import { Queues } from '../../../agent/scale/queues';
import { Rounds } from '../../../agent/scale/round';
import { RunnerDemand } from '../../../agent/scale/runner-demand';
import { RunnerMetrics } from '../../../agent/scale/runner-metrics';
import { Scaler } from '../../../agent/scale/scaler';
import { ScalerMetrics } from '../../../agent/scale/scaler-metrics';
import type { AgentPoolEntry, RunnerPoolEntry } from '../../../agent/settings/scaler-entry';
import type { ParallelJobsReading, QueuedJob, QueueReading, ReceivedJob } from '../../../providers/contract/queue';
import { newJob, podOf } from '../scale/model/cluster';

export const ALWAYS = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '00:00' } as const;
/** When the scene starts, in milliseconds since 1970. */
export const START = Date.UTC(2026, 0, 5, 10);

const OPTIONS = { maxAgents: 10, warm: [], warmMaxHours: 12, anticipate: false };

export const entry = (name: string, changes: Partial<AgentPoolEntry> = {}): AgentPoolEntry => ({
  ...OPTIONS,
  name,
  pool: { name },
  placeholder: `${name}-placeholder`,
  ...changes,
});

export const runnerEntry = (name: string, changes: Partial<RunnerPoolEntry> = {}): RunnerPoolEntry => ({
  ...OPTIONS,
  name,
  scaleSet: { name, group: 'Default', labels: [] },
  ...changes,
});

export const waiting = (id: number, fits: string, changes: Partial<QueuedJob> = {}): QueuedJob => ({
  id,
  fits: [fits],
  assignedTo: undefined,
  limited: true,
  queuedAt: START,
  ...changes,
});
export const received = (id: number, agent: string): ReceivedJob => ({ id, agent, queuedAt: START, receivedAt: START });

/** The rounds of a scaler whose queues, one for each entry, and whose cluster a test sets. Its clock moves only by `advance`. */
export class ScalerScene {
  now = 0;
  readonly queues = new Map<string, () => Promise<QueueReading>>();
  jobs: readonly JobObject[] = [];
  pods: readonly PodObject[] = [];
  list: () => Promise<void> = async () => {};
  parallelJobs: () => Promise<ParallelJobsReading> = async () => ({ bought: undefined, others: 0 });
  deleteStuck: () => Promise<void> = async () => {};
  readonly lines: string[] = [];
  readonly tracker = new AgentTracker(() => this.now);
  readonly metrics: ScalerMetrics;
  /** The demand of the runner pools. */
  readonly runners: RunnerDemand;
  readonly scaler: Scaler;
  readonly rounds: Rounds;
  readonly interval = new PollInterval(2_000);
  #sleeps: { readonly until: number; readonly wake: () => void }[] = [];

  constructor(entries: readonly AgentPoolEntry[], image = 'agents:1', runnerPools: readonly RunnerPoolEntry[] = []) {
    const clock = { now: () => this.now, sleep: (ms: number, signal?: AbortSignal) => this.#sleep(ms, signal) };
    const names = entries.map(({ name }) => name);
    const sources = names.map((name) => ({ title: name, entries: [name], read: async () => this.#readingOf(name) }));
    const queues = new Queues(sources, this.interval, clock);
    const parallelJobs = new ParallelJobs('bought', { read: () => this.parallelJobs() }, clock);
    const log = createLog((line) => void this.lines.push(line));
    const { tracker } = this;
    const wallTime = () => START + this.now;
    this.metrics = new ScalerMetrics([...entries, ...runnerPools].map(({ name }) => name));
    this.runners = new RunnerDemand({ entries: runnerPools, image, tracker, clock });
    const runnerMetrics = new RunnerMetrics(this.metrics.registry, []);
    const runners = runnerPools.length === 0 ? undefined : { demand: this.runners, metrics: runnerMetrics };
    this.scaler = new Scaler({ entries, image, runners: runners?.demand, queues, tracker, parallelJobs, clock, wallTime });
    this.rounds = new Rounds({
      scaler: this.scaler,
      queues,
      interval: this.interval,
      parallelJobs,
      runners,
      view: { refresh: () => this.#refresh() },
      stuckJobs: { delete: () => this.deleteStuck() },
      tracker,
      metrics: this.metrics,
      decisionLog: new DecisionLog(log, clock),
      clock,
      log,
    });
  }

  setQueue(name: string, waiting: readonly QueuedJob[], received: readonly ReceivedJob[] = []): void {
    this.queues.set(name, async () => ({ waiting, received }));
  }

  /** Adds a Job with its pod. Returns the name of its agent. */
  addAgent(entryName: string, job: string, { image = 'agents:1', ip }: { readonly image?: string; readonly ip?: string } = {}): string {
    const running = podOf(job, 'running');
    const pod = ip === undefined ? running : { ...running, status: { ...running.status, podIPs: [{ ip }] } };
    this.jobs = [...this.jobs, newJob(entryName, job, START + this.now)];
    this.pods = [...this.pods, { ...pod, spec: { containers: [{ name: 'agent', image }] } }];
    return pod.metadata.name;
  }

  remove(job: string): void {
    this.jobs = this.jobs.filter(({ metadata }) => metadata.name !== job);
    this.pods = this.pods.filter(({ metadata }) => metadata.labels?.['batch.kubernetes.io/job-name'] !== job);
  }

  advance(ms: number): void {
    this.now += ms;
    for (const sleep of this.#sleeps.filter(({ until }) => until <= this.now)) sleep.wake();
  }

  /** Waits for a sleep that nothing ends, and ends it. */
  async passSleep(): Promise<void> {
    for (let sleep = this.#sleeps[0]; ; ) {
      await new Promise((resolve) => setImmediate(resolve));
      if (sleep !== undefined && sleep === this.#sleeps[0]) break;
      sleep = this.#sleeps[0];
    }
    this.advance(Math.max(0, (this.#sleeps[0]?.until ?? 0) - this.now));
  }

  /** One round, and the time until the next. */
  async round(): Promise<void> {
    this.advance(await this.rounds.run());
  }

  answer(name: string): number | undefined {
    // KEDA polls each second.
    this.advance(1_000);
    return this.scaler.answer(name)?.answer;
  }

  async #readingOf(name: string): Promise<QueueReading> {
    return (await this.queues.get(name)?.()) ?? { waiting: [], received: [] };
  }

  async #refresh(): Promise<void> {
    await this.list();
    this.tracker.replace(this.jobs, this.pods);
  }

  #sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const sleep = {
        until: this.now + ms,
        wake: () => {
          this.#sleeps = this.#sleeps.filter((each) => each !== sleep);
          resolve();
        },
      };
      this.#sleeps.push(sleep);
      signal?.addEventListener('abort', sleep.wake);
    });
  }
}
