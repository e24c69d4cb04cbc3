type Labels = Readonly<Record<string, string>>;

/** Values over time, and the alerts that fire at certain times. */
export interface AlertCase {
  readonly alert: string;
  readonly what: string;
  /** One value for each minute, in the notation of promtool. */
  readonly series: Readonly<Record<string, string>>;
  /** The labels of the alerts that fire after this many minutes. */
  readonly at: Readonly<Record<number, readonly Labels[]>>;
}
