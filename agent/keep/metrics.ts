import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Call } from '../../providers/azure-devops/client/request';
import type { Agent } from '../../providers/contract/agent-service';

/** From an agent that waits already to a job that waits for a node; KEDA asks every 10 s. */
const SECONDS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800];

const STATES = ['busy', 'idle', 'offline', 'disabled'] as const;

/** TaskResult of Azure DevOps. Any other text is "other": a label must not take what a server makes up. */
const RESULTS = ['succeeded', 'succeededWithIssues', 'failed', 'canceled', 'skipped', 'abandoned'];

export interface Jobs {
  readonly queued: number;
  readonly running: number;
  /** How long the first of the queued ones has waited, by the clock of Azure DevOps; undefined when it did not say. */
  readonly oldestSeconds: number | undefined;
}

/**
 * What /metrics shows, each with the label `pool`; docs/placeholder.md explains them. A gauge of something that could not
 * be read is left out until it is read again: an old number would look like a new one.
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

  /** @param pool the agent pool's name or id, as it was given */
  constructor(pool: string) {
    this.registry.setDefaultLabels({ pool });
    const registers = [this.registry];
    this.#placeholderKept = new Gauge({
      name: 'azp_placeholder_kept',
      help: '1 while the placeholder is registered and disabled',
      registers,
    });
    this.#agents = new Gauge({ name: 'azp_agents', help: 'Registered agents by state', labelNames: ['state'], registers });
    this.#reaped = new Counter({ name: 'azp_agents_reaped_total', help: 'Agents left behind and deleted', registers });
    const podless = 'Agents that were online while their pod had ended';
    this.#withoutPodOnline = new Counter({ name: 'azp_agents_without_pod_online_total', help: podless, registers });
    this.#queued = new Gauge({ name: 'azp_jobs_queued', help: 'Jobs that no agent has received', registers });
    this.#running = new Gauge({ name: 'azp_jobs_running', help: 'Jobs that an agent has received', registers });
    const oldest = 'Age of the job that has waited for longest; 0 when none waits';
    this.#oldestQueued = new Gauge({ name: 'azp_jobs_queued_oldest_seconds', help: oldest, registers });
    this.#finished = new Counter({ name: 'azp_jobs_finished_total', help: 'Jobs by result', labelNames: ['result'], registers });
    const help = 'From the moment a job was queued until an agent received it';
    this.#queueToStart = new Histogram({ name: 'azp_queue_to_start_seconds', help, buckets: SECONDS, registers });
    this.#calls = new Counter({
      name: 'azp_api_calls_total',
      help: 'Requests to Azure DevOps by status',
      labelNames: ['status'],
      registers,
    });
    this.#budgetLeft = new Gauge({ name: 'azp_api_budget_left', help: 'X-RateLimit-Remaining, in TSTU', registers });
    this.#budgetLeft.remove();
    this.showJobs(undefined);
    for (const result of [...RESULTS, 'other']) this.#finished.inc({ result }, 0);
  }

  showPlaceholder(kept: boolean): void {
    this.#placeholderKept.set(kept ? 1 : 0);
  }

  /** @param agents undefined when they could not be listed */
  showAgents(agents: readonly Agent[] | undefined): void {
    this.#agents.reset();
    if (agents === undefined) return;
    for (const state of STATES) this.#agents.set({ state }, agents.filter((agent) => stateOf(agent) === state).length);
  }

  readonly countReaped = (): void => this.#reaped.inc();

  readonly countOnlineWithoutPod = (): void => this.#withoutPodOnline.inc();

  /** @param jobs undefined when they could not be listed */
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

/** A disabled agent that still runs a job is busy. */
function stateOf({ enabled, status, assignedRequest }: Agent): (typeof STATES)[number] {
  if (assignedRequest) return 'busy';
  if (!enabled) return 'disabled';
  return status === 'online' ? 'idle' : 'offline';
}
