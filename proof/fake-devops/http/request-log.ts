/** A request that the fake received, and its outcome. */
export interface LoggedRequest {
  readonly method: string;
  /** Path below the organisation, without the query; for the sign-in service, the whole path. */
  readonly path: string;
  /** The query with its question mark; empty without a query. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** IP address of the client; empty if its connection is already closed. */
  readonly from: string;
  /** Milliseconds since 1970, by the fake's clock. */
  readonly at: number;
  /** Undefined until the request is answered. */
  status?: number;
  /** Name of the token's owner; empty if the caller was not authenticated. */
  user: string;
}
