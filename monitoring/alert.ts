/** As in Azure Monitor, where 0 is the most severe. */
export type Severity = 1 | 2 | 3 | 4;

/** One alert, for both Azure Monitor and Prometheus. */
export interface Alert {
  readonly name: string;
  readonly expression: string;
  /** How long the expression must be true before the alert fires; at least 1. */
  readonly forMinutes: number;
  readonly severity: Severity;
  /** One line. May contain labels of the expression, like `{{ $labels.pool }}`. */
  readonly summary: string;
  /** What to do. */
  readonly remedy: string;
}
