import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import { reason } from '../../lib/reason';
import type { ReceivedJob } from '../../providers/contract/queue';
import type { Log } from '../process/log';
import type { AgentTracker, TrackedAgent } from './agent-tracker';
import type { DecisionLog } from './decision-log';
import type { KubernetesView } from './kubernetes-view';
import type { ParallelJobs } from './parallel-jobs';
import type { PollInterval } from './poll-interval';
import { QueueToJob } from './queue-to-job';
import type { Queues } from './queues';
import type { Scaler } from './scaler';
import type { ScalerMetrics } from './scaler-metrics';

export interface RoundParts {
  readonly scaler: Scaler;
  readonly queues: Queues;
  readonly interval: PollInterval;
  readonly parallelJobs: ParallelJobs;
  readonly view: Pick<KubernetesView, 'refresh' | 'deleteJob'>;
  readonly tracker: AgentTracker;
  readonly metrics: ScalerMetrics;
  readonly decisionLog: DecisionLog;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** What the scaler does again and again: it reads the queues when that is due, then lists Jobs and pods, and shows the decisions. */
export class Rounds {
  readonly #parts: RoundParts;
  readonly #queueToJob = new QueueToJob();
  readonly #failing = new Map<string, string>();
  #queuesDueAt = Number.NEGATIVE_INFINITY;
  /** Undefined if not all queues could be read. */
  #received: readonly ReceivedJob[] | undefined;

  constructor(parts: RoundParts) {
    this.#parts = parts;
  }

  /** Runs one round. Returns how long to wait before the next one, in milliseconds. Does not throw. */
  async run(): Promise<number> {
    const { clock } = this.#parts;
    const startedAt = clock.now();
    const readQueues = startedAt >= this.#queuesDueAt;
    if (readQueues) await this.#readQueues(startedAt);
    await this.#listAgents();
    if (readQueues) this.#countWaits();
    this.#show();
    await this.#deleteStuckJobs();
    return Math.max(0, Math.min(this.#queuesDueAt, startedAt + SCALER.list.milliseconds) - clock.now());
  }

  async #readQueues(startedAt: number): Promise<void> {
    const { queues, interval, parallelJobs } = this.#parts;
    interval.begin();
    const readings = await Promise.all(
      queues.sources.map((source) => this.#step(`read the queue of agent pool ${source.title}`, () => queues.read(source))),
    );
    const received = readings.flatMap((reading) => reading?.received ?? []);
    const isComplete = !readings.includes(undefined);
    this.#received = isComplete ? received : undefined;
    if (isComplete) this.#parts.scaler.noteReadings(readings.filter((reading) => reading !== undefined));
    const waiting = readings.some((reading) => reading !== undefined && reading.waiting.length > 0);
    await this.#step('read the parallel jobs of the organisation', () => parallelJobs.refresh({ waiting }));
    this.#queuesDueAt = startedAt + interval.ms;
  }

  async #listAgents(): Promise<void> {
    const { view, scaler, clock } = this.#parts;
    const startedAt = clock.now();
    await this.#step('list the Jobs and pods', async () => {
      await view.refresh();
      scaler.noteLists(startedAt);
    });
  }

  #countWaits(): void {
    const { metrics, tracker } = this.#parts;
    if (this.#received === undefined) return;
    for (const { entry, seconds } of this.#queueToJob.waits(this.#received, tracker.agents)) metrics.countWait(entry, seconds);
  }

  #show(): void {
    const { scaler, queues, interval, parallelJobs, metrics, tracker, decisionLog } = this.#parts;
    const decisions = scaler.decisions();
    metrics.showDecisions(decisions);
    metrics.showReadings(queues.age / 1000, interval.ms / 1000, parallelJobs.reading);
    const stuck = tracker.agents.filter((agent) => tracker.isStuck(agent));
    metrics.showCannotStart(stuck.map(({ entry, state }) => ({ entry, reason: state.obstacle ?? 'other' })));
    for (const decision of decisions) decisionLog.show(decision, scaler.obstacle(decision.entry));
  }

  async #deleteStuckJobs(): Promise<void> {
    for (const agent of this.#parts.scaler.jobsToDelete()) {
      await this.#step(`delete Job ${agent.job.metadata.name}`, () => this.#deleteJob(agent));
    }
  }

  async #deleteJob({ job, state }: TrackedAgent): Promise<void> {
    const { view, log } = this.#parts;
    await view.deleteJob(job);
    log.warn('deleted a Job whose pod cannot start', { job: job.metadata.name, reason: state.obstacle });
  }

  /** Runs a step and returns its result; undefined if it fails. A failure is logged once until the step succeeds or fails in another way. */
  async #step<T>(aim: string, run: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await run();
      if (this.#failing.delete(aim)) this.#parts.log.info(`can ${aim} again`);
      return result;
    } catch (error) {
      const why = reason(error);
      if (this.#failing.get(aim) !== why) this.#parts.log.error(`cannot ${aim}, trying again`, { reason: why });
      this.#failing.set(aim, why);
      return undefined;
    }
  }
}
