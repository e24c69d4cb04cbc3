/**
 * The kind of a failed call, by what the caller can do:
 * - `signIn`: the credential is wrong, has expired or belongs to another organisation
 * - `right`: the credential is valid, but a right is missing
 * - `absent`: what was asked for does not exist
 * - `transient`: the service is unavailable, throttles, or gave no usable answer. The same call may succeed later.
 * - `refused`: any other failure. The same call will fail again.
 */
export type Fault = 'signIn' | 'right' | 'absent' | 'transient' | 'refused';

export interface ServiceErrorDetails {
  readonly fault: Fault;
  /** HTTP status. 0 if there was no answer. @default 0 */
  readonly status?: number;
  /** How long the server asked to wait before the next request. @default - it did not say */
  readonly retryAfterMs?: number | undefined;
}

/** A failed call to a provider's service. The message says what was asked, what came back and what to do. */
export class ServiceError extends Error {
  readonly fault: Fault;
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { fault, status = 0, retryAfterMs }: ServiceErrorDetails) {
    super(message);
    this.fault = fault;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  return error instanceof ServiceError && error.fault === 'transient';
}

/** Returns how long to wait before the next call: as long as the server asked for, and at least `leastMs`. */
export function waitAfter(error: unknown, leastMs: number): number {
  return Math.max(leastMs, error instanceof ServiceError ? (error.retryAfterMs ?? 0) : 0);
}
