/** A request as the fake saw it, whatever became of it. */
export interface LoggedRequest {
  readonly method: string;
  /** Below the organisation, without the query; for the sign-in service the whole path. */
  readonly path: string;
  /** With its question mark; empty without a query. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Milliseconds since 1970, by the fake's clock. */
  readonly at: number;
  /** Undefined as long as there was no answer. */
  status?: number;
  /** Whose token it came with; empty when nobody was recognised. */
  user: string;
}
