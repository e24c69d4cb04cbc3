/**
 * What a failed call means for the caller:
 * - `signIn`: the credential is wrong, expired or of another organisation
 * - `right`: the credential is good, a right is missing
 * - `absent`: what was asked for does not exist
 * - `transient`: busy, throttled, garbled or no answer; the same call may succeed later
 * - `refused`: everything else; the same call will be refused again
 */
export type Fault = 'signIn' | 'right' | 'absent' | 'transient' | 'refused';

export interface ServiceErrorDetails {
  readonly fault: Fault;
  /** HTTP status; 0 without an answer. */
  readonly status?: number;
  /** How long the server asked to wait before the next request. */
  readonly retryAfterMs?: number | undefined;
}

/** A call to a provider's service that failed. The message says what was asked, what came back and what to do. */
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

/** How long to wait before the next call: as long as the server asked for, and at least `leastMs`. */
export function waitAfter(error: unknown, leastMs: number): number {
  return Math.max(leastMs, error instanceof ServiceError ? (error.retryAfterMs ?? 0) : 0);
}
