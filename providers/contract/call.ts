/** What an answer of the service says in addition to its body. */
export interface Call {
  readonly method: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** What is left of the identity's budget of calls, if the service says so. */
  readonly budgetLeft?: number | undefined;
  /** How long the service asks to wait before the next request, which it does with successes too. */
  readonly retryAfterMs?: number | undefined;
}
