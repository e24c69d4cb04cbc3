import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Call } from '../../providers/contract/call';
import type { ParallelJobsReading } from '../../providers/contract/queue';
import { type Decision, HOLD_REASONS } from './plan';

const BUCKETS_SECONDS = [0.5, 1, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 60, 120, 300, 600];

/** What the answers to KEDA are about. */
const ANSWERS = ['job', 'warm', ...HOLD_REASONS, 'on-their-way', 'idle'] as const;

/** The statuses that alerts look for. They are counted from 0: Prometheus sees no increase in a series that begins with 1. */
const WATCHED_STATUSES = [203, 401, 403, 429];

/** The metrics of the scaler; docs/scaler.md explains them. A value that is not known is absent. */
export class ScalerMetrics {
  readonly registry = new Registry();
  readonly #wanted = this.#gauge('azp_scaler_wanted', 'Agents that the entry should have', ['entry']);
  readonly #running = this.#gauge('azp_scaler_agents', 'Jobs of Kubernetes that have not ended', ['entry']);
  readonly #onTheirWay = this.#gauge('azp_scaler_agents_on_their_way', 'Agents that may still take a job', ['entry']);
  readonly #warm = this.#gauge('azp_scaler_agents_warm_wanted', 'Agents wanted beyond those for the queue', ['entry']);
  readonly #waiting = this.#gauge('azp_scaler_jobs_waiting', 'Jobs in the queue that the entry serves', ['entry']);
  readonly #heldBack = this.#gauge('azp_scaler_held_back', 'Waiting jobs that get no agent now, by reason', ['entry', 'reason']);
  readonly #cannotStart = this.#gauge('azp_scaler_cannot_start', 'Pods that cannot start, by reason', ['entry', 'reason']);
  readonly #age = this.#gauge('azp_scaler_snapshot_age_seconds', 'Age of the oldest reading of a queue', []);
  readonly #poll = this.#gauge('azp_scaler_poll_seconds', 'Time between two reads of a queue', []);
  readonly #bought = this.#gauge('azp_scaler_parallel_jobs_bought', 'Parallel jobs of self-hosted agents that the organisation has', []);
  readonly #others = this.#gauge('azp_scaler_parallel_jobs_others', 'Parallel jobs that agents outside of this deployment use', []);
  readonly #budgetLeft = this.#gauge('azp_api_budget_left', 'X-RateLimit-Remaining, in TSTU', []);
  readonly #decisions = this.#counter('azp_scaler_decisions_total', 'Answers to KEDA by reason', ['entry', 'reason']);
  readonly #calls = this.#counter('azp_api_calls_total', 'Requests to the service by status', ['status']);
  readonly #queueToJob = new Histogram({
    name: 'azp_scaler_queue_to_job_seconds',
    help: 'Time from when a job was queued until the Job of its agent was created',
    labelNames: ['entry'] as const,
    buckets: BUCKETS_SECONDS,
    registers: [this.registry],
  });

  /** @param entries names of all entries */
  constructor(entries: readonly string[]) {
    for (const gauge of [this.#age, this.#bought, this.#others, this.#budgetLeft]) gauge.remove();
    for (const status of WATCHED_STATUSES) this.#calls.inc({ status }, 0);
    for (const entry of entries) {
      for (const reason of ANSWERS) this.#decisions.inc({ entry, reason }, 0);
      this.#queueToJob.zero({ entry });
    }
  }

  showDecisions(decisions: readonly Decision[]): void {
    for (const gauge of [this.#wanted, this.#running, this.#onTheirWay, this.#warm, this.#waiting, this.#heldBack]) gauge.reset();
    for (const { entry, running, onTheirWay, warm, waiting, forJobs, forWarm, heldBack } of decisions) {
      this.#wanted.set({ entry }, running + forJobs + forWarm);
      this.#running.set({ entry }, running);
      this.#onTheirWay.set({ entry }, onTheirWay);
      this.#warm.set({ entry }, warm);
      this.#waiting.set({ entry }, waiting);
      for (const reason of HOLD_REASONS) this.#heldBack.set({ entry, reason }, heldBack[reason]);
    }
  }

  /** @param pods those that cannot start */
  showCannotStart(pods: readonly { readonly entry: string; readonly reason: string }[]): void {
    this.#cannotStart.reset();
    for (const { entry, reason } of pods) this.#cannotStart.inc({ entry, reason });
  }

  /** @param ageSeconds infinity if a queue was never read */
  showReadings(ageSeconds: number, pollSeconds: number, parallelJobs: ParallelJobsReading | undefined): void {
    if (Number.isFinite(ageSeconds)) this.#age.set(ageSeconds);
    this.#poll.set(pollSeconds);
    if (parallelJobs?.bought !== undefined) this.#bought.set(parallelJobs.bought);
    if (parallelJobs !== undefined) this.#others.set(parallelJobs.others);
  }

  countAnswer({ entry, forJobs, forWarm, heldBack, waiting }: Decision): void {
    const held = HOLD_REASONS.find((reason) => heldBack[reason] > 0);
    const idle = waiting > 0 ? 'on-their-way' : 'idle';
    this.#decisions.inc({ entry, reason: forJobs > 0 ? 'job' : forWarm > 0 ? 'warm' : (held ?? idle) });
  }

  countWait(entry: string, seconds: number): void {
    this.#queueToJob.observe({ entry }, seconds);
  }

  readonly countCall = ({ status, budgetLeft }: Call): void => {
    this.#calls.inc({ status: status === 0 ? 'none' : status });
    if (budgetLeft !== undefined) this.#budgetLeft.set(budgetLeft);
  };

  #gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
