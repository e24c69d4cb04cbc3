import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Agent } from '../../providers/contract/agent-service';
import type { Call } from '../../providers/contract/call';

/** The shortest are for a job that an agent already waits for, the longest for one that waits for a node. KEDA polls every 10 s. */
const BUCKETS_SECONDS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800];

const STATES = ['busy', 'idle', 'offline', 'disabled'] as const;

/** The values of TaskResult in the service's API. Any other text becomes "other", because a server must not be able to create any number of label values. */
const RESULTS = ['succeeded', 'succeededWithIssues', 'failed', 'canceled', 'skipped', 'abandoned'];

/** The statuses that alerts look for. They are counted from 0: Prometheus sees no increase in a series that begins with 1. */
const WATCHED_STATUSES = [203, 401, 403, 429];

export interface Jobs {
  readonly queued: number;
  readonly running: number;
  /** How long the oldest queued job has waited, by the clock of the service; undefined if the service does not say. */
  readonly oldestSeconds: number | undefined;
}

/**
 * The metrics of /metrics, each with the label `pool`; docs/placeholder.md explains them. If a value cannot be read, its gauge
 * is absent until it can be read again, because an old number would look like a new one.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #placeholderKept: Gauge;
  readonly #agents: Gauge<'state'>;
  readonly #reaped: Counter;
  readonly #withoutPodOnline: Counter;
  readonly #queued: Gauge;
  readonly #running: Gauge;
  readonly #oldestQueued: Gauge;
  readonly #finished: Counter<'result'>;
  readonly #queueToStart: Histogram;
  readonly #calls: Counter<'status'>;
  readonly #budgetLeft: Gauge;

  /** @param pool name or id of the agent pool, as in the settings */
  constructor(pool: string) {
    this.registry.setDefaultLabels({ pool });
    const registers = [this.registry];
    this.#placeholderKept = new Gauge({
      name: 'azp_placeholder_kept',
      help: '1 while the placeholder is registered and disabled',
      registers,
    });
    this.#agents = new Gauge({ name: 'azp_agents', help: 'Registered agents by state', labelNames: ['state'], registers });
    this.#reaped = new Counter({ name: 'azp_agents_reaped_total', help: 'Agents that were left behind and deleted', registers });
    const podless = 'Agents that were online although their pod had ended';
    this.#withoutPodOnline = new Counter({ name: 'azp_agents_without_pod_online_total', help: podless, registers });
    this.#queued = new Gauge({ name: 'azp_jobs_queued', help: 'Jobs that no agent has received', registers });
    this.#running = new Gauge({ name: 'azp_jobs_running', help: 'Jobs that an agent has received', registers });
    const oldest = 'Age of the job that has waited longest; 0 if none waits';
    this.#oldestQueued = new Gauge({ name: 'azp_jobs_queued_oldest_seconds', help: oldest, registers });
    this.#finished = new Counter({ name: 'azp_jobs_finished_total', help: 'Jobs by result', labelNames: ['result'], registers });
    const help = 'Time from when a job was queued until an agent received it';
    this.#queueToStart = new Histogram({ name: 'azp_queue_to_start_seconds', help, buckets: BUCKETS_SECONDS, registers });
    this.#calls = new Counter({
      name: 'azp_api_calls_total',
      help: 'Requests to the service by status',
      labelNames: ['status'],
      registers,
    });
    this.#budgetLeft = new Gauge({ name: 'azp_api_budget_left', help: 'X-RateLimit-Remaining, in TSTU', registers });
    this.#budgetLeft.remove();
    this.showJobs(undefined);
    for (const result of [...RESULTS, 'other']) this.#finished.inc({ result }, 0);
    for (const status of WATCHED_STATUSES) this.#calls.inc({ status }, 0);
  }

  showPlaceholder(kept: boolean): void {
    this.#placeholderKept.set(kept ? 1 : 0);
  }

  /** @param agents undefined if they could not be listed */
  showAgents(agents: readonly Agent[] | undefined): void {
    this.#agents.reset();
    if (agents === undefined) return;
    for (const state of STATES) this.#agents.set({ state }, agents.filter((agent) => stateOf(agent) === state).length);
  }

  readonly countReaped = (): void => this.#reaped.inc();

  readonly countOnlineWithoutPod = (): void => this.#withoutPodOnline.inc();

  /** @param jobs undefined if they could not be listed */
  showJobs(jobs: Jobs | undefined): void {
    show(this.#queued, jobs?.queued);
    show(this.#running, jobs?.running);
    show(this.#oldestQueued, jobs?.oldestSeconds);
  }

  countFinished(result: string): void {
    this.#finished.inc({ result: RESULTS.includes(result) ? result : 'other' });
  }

  countStart(secondsInQueue: number): void {
    this.#queueToStart.observe(secondsInQueue);
  }

  readonly countCall = ({ status, budgetLeft }: Call): void => {
    this.#calls.inc({ status: status === 0 ? 'none' : status });
    if (budgetLeft !== undefined) this.#budgetLeft.set(budgetLeft);
  };
}

function show(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}

/** The state of an agent. One with a job is busy even if it is disabled. */
function stateOf({ enabled, status, assignedRequest }: Agent): (typeof STATES)[number] {
  if (assignedRequest) return 'busy';
  if (!enabled) return 'disabled';
  return status === 'online' ? 'idle' : 'offline';
}
