import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { Log } from '../process/log';
import type { AgentTracker } from './agent-tracker';
import type { DecisionLog } from './decision-log';
import type { ParallelJobs } from './parallel-jobs';
import type { PollInterval } from './poll-interval';
import { QueueToJob, waitsOf } from './queue-to-job';
import type { Queues } from './queues';
import type { RunnerDemand } from './runner-demand';
import type { RunnerMetrics } from './runner-metrics';
import type { Scaler } from './scaler';
import type { ScalerMetrics } from './scaler-metrics';
import { Steps } from './steps';

export interface RoundParts {
  readonly scaler: Scaler;
  readonly queues: Queues;
  readonly interval: PollInterval;
  readonly parallelJobs: Pick<ParallelJobs, 'isOld' | 'refresh' | 'reading'>;
  /** Undefined without runner pools. */
  readonly runners?: { readonly demand: RunnerDemand; readonly metrics: RunnerMetrics } | undefined;
  readonly view: { refresh(): Promise<void> };
  /** Deletes Jobs whose pod cannot start. */
  readonly stuckJobs: { delete(): Promise<void> };
  readonly tracker: AgentTracker;
  readonly metrics: ScalerMetrics;
  readonly decisionLog: DecisionLog;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the scaler does again and again: it reads the queues when that is due, then lists Jobs and pods, and shows the decisions. */
export class Rounds {
  readonly #parts: RoundParts;
  readonly #steps: Steps;
  readonly #queueToJob = new QueueToJob();
  #queuesDueAt = Number.NEGATIVE_INFINITY;

  constructor(parts: RoundParts) {
    this.#parts = parts;
    this.#steps = new Steps(parts.log);
  }

  /** Runs one round. Returns how long to wait before the next one, in milliseconds. Never rejects. */
  async run(): Promise<number> {
    const { clock, stuckJobs } = this.#parts;
    const startedAt = clock.now();
    if (startedAt >= this.#queuesDueAt) await this.#readQueues(startedAt);
    const listed = await this.#steps.run('list the Jobs and pods', () => this.#listAgents());
    await this.#steps.run('show the decisions', () => this.#show());
    if (listed) await this.#steps.run('delete Jobs whose pod cannot start', () => stuckJobs.delete());
    return Math.max(0, Math.min(this.#queuesDueAt, startedAt + SCALER.list.milliseconds) - clock.now());
  }

  async #readQueues(startedAt: number): Promise<void> {
    const { queues, interval, parallelJobs } = this.#parts;
    interval.begin();
    const until = startedAt + SCALER.patience.milliseconds;
    const readings = queues.sources.map((source) =>
      this.#steps.run(`read the queue of agent pool ${source.title}`, () => queues.read(source)),
    );
    await this.#waitFor(readings, until);
    if (parallelJobs.isOld({ waiting: queues.isAnyWaiting })) {
      await this.#waitFor([this.#steps.run('read the parallel jobs of the organisation', () => parallelJobs.refresh())], until);
    }
    this.#queuesDueAt = startedAt + interval.ms;
  }

  /** Waits for calls, but not for long: one agent pool without an answer must not delay the others. */
  async #waitFor(calls: readonly Promise<unknown>[], until: number): Promise<void> {
    const { clock } = this.#parts;
    const done = new AbortController();
    await Promise.race([Promise.all(calls), clock.sleep(Math.max(0, until - clock.now()), done.signal)]);
    done.abort();
  }

  async #listAgents(): Promise<void> {
    const { view, scaler, clock, queues, metrics, tracker, runners } = this.#parts;
    const startedAt = clock.now();
    await view.refresh();
    scaler.noteLists(startedAt);
    if (runners !== undefined) {
      const news = runners.demand.takeNews();
      scaler.noteNews(news);
      for (const { entry, seconds } of waitsOf(news.begun, tracker.agents)) metrics.countWait(entry, seconds);
    }
    // The first call only notes which jobs are old.
    if (!Number.isFinite(queues.oldestReadAt)) return;
    for (const { entry, seconds } of this.#queueToJob.waits(queues.received, tracker.agents)) metrics.countWait(entry, seconds);
  }

  #show(): void {
    const { scaler, queues, interval, parallelJobs, metrics, tracker, decisionLog, runners, clock } = this.#parts;
    const decisions = scaler.decisions();
    metrics.showDecisions(decisions);
    if (queues.sources.length > 0) metrics.showReadings(queues.age / 1000, interval.ms / 1000, parallelJobs.reading);
    runners?.metrics.show(runners.demand, clock.now());
    const stuck = tracker.agents.filter((agent) => tracker.isStuck(agent));
    metrics.showCannotStart(stuck.map(({ entry, state }) => ({ entry, reason: state.obstacle ?? 'other' })));
    for (const decision of decisions) decisionLog.show(decision, scaler.obstacle(decision.entry));
  }
}
