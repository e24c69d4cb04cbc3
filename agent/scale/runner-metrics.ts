import { Counter, Gauge, type Registry } from 'prom-client';
import type { Call } from '../../providers/contract/call';
import type { RunnerDemand } from './runner-demand';

/** The statuses that alerts look for. They are counted from 0: Prometheus sees no increase in a series that begins with 1. */
const WATCHED_STATUSES = [401, 403, 429];

/** The metrics of runner pools, in addition to those that all entries have; docs/scaler.md explains them. */
export class RunnerMetrics {
  readonly #registry: Registry;
  readonly #held: Gauge<'entry'>;
  readonly #answer: Gauge<'entry'>;
  readonly #news: Gauge<'entry'>;
  readonly #assigned: Gauge<'entry'>;
  readonly #conflicts: Counter<'entry'>;
  readonly #reaped: Counter<'entry'>;
  readonly #calls: Counter<'status'>;

  /** @param entries names of the runner pools */
  constructor(registry: Registry, entries: readonly string[]) {
    this.#registry = registry;
    const registers = [registry];
    const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['entry'], registers });
    const counter = <Label extends string>(name: string, help: string, label: Label) =>
      new Counter({ name, help, labelNames: [label], registers });
    this.#held = gauge('azp_scaler_session_held', '1 if this replica has the session of the scale set');
    this.#answer = gauge('azp_scaler_session_answer_age_seconds', 'Time since GitHub last answered in the session');
    this.#news = gauge('azp_scaler_session_news_age_seconds', 'Time since the last message of GitHub in the session');
    this.#assigned = gauge('azp_scaler_jobs_assigned', 'Jobs that GitHub counts for the scale set, waiting and running');
    this.#conflicts = counter('azp_scaler_session_conflicts_total', 'Sessions that were not opened: another one was open', 'entry');
    this.#reaped = counter('azp_scaler_runners_reaped_total', 'Runners that were left behind and removed', 'entry');
    this.#calls = counter('azp_github_calls_total', 'Requests to GitHub by status', 'status');
    for (const status of WATCHED_STATUSES) this.#calls.inc({ status }, 0);
    for (const entry of entries) for (const each of [this.#conflicts, this.#reaped]) each.inc({ entry }, 0);
  }

  /** @param now by the clock of the demand */
  show(demand: RunnerDemand, now: number): void {
    for (const gauge of [this.#answer, this.#news, this.#assigned]) gauge.reset();
    for (const { name: entry } of demand.entries) {
      const { state, count, answeredAt, newsAt } = demand.connection(entry);
      this.#held.set({ entry }, state === 'open' ? 1 : 0);
      if (state !== 'open') continue;
      this.#answer.set({ entry }, (now - answeredAt) / 1000);
      this.#news.set({ entry }, (now - newsAt) / 1000);
      this.#assigned.set({ entry }, count.assigned);
    }
  }

  /** Exposes when the token expires, in milliseconds since 1970. A time and no rest, so that it stays true between two scrapes. */
  showTokenExpiry(expiresAt: number): void {
    const name = 'azp_github_token_expires_timestamp_seconds';
    const help = 'When the personal access token for GitHub expires, as configured';
    new Gauge({ name, help, registers: [this.#registry] }).set(expiresAt / 1000);
  }

  readonly countConflict = (entry: string): void => this.#conflicts.inc({ entry });

  readonly countReaped = (entry: string): void => this.#reaped.inc({ entry });

  readonly countCall = ({ status }: Call): void => this.#calls.inc({ status: status === 0 ? 'none' : status });
}
