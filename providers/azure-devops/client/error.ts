/**
 * What an answer means for the caller:
 * - `signIn`: the token is wrong, expired or of another organisation
 * - `right`: the token is good, a right is missing
 * - `absent`: what was asked for does not exist
 * - `transient`: busy, throttled, garbled or no answer at all; the same request may succeed later
 * - `refused`: everything else; the same request will be refused again
 */
export type Fault = 'signIn' | 'right' | 'absent' | 'transient' | 'refused';

/** What a call needs: the scope of a personal access token, by the name that Azure DevOps' pages show, and the identity's right. */
export interface Need {
  readonly scope: string;
  readonly right: string;
}

/** What most calls need. */
export const poolNeed: Need = {
  scope: 'Agent Pools (Read & manage)',
  right: 'make the identity an Administrator of the agent pool',
};

/** What a user can do about a fault; nothing where that depends on what was asked. */
export const remediesFor = ({ scope, right }: Need): Readonly<Partial<Record<Fault, string>>> => ({
  signIn: `check the token, its scope "${scope}", that it has not expired, and the organisation`,
  absent: 'check the URL of the organisation, which ends with its name and no project, and the names and ids that were asked for',
  right: `${right}, and give a token the scope "${scope}"`,
});

/** The remedies for calls to agent pools. */
export const remedies = remediesFor(poolNeed);

export interface DevOpsErrorDetails {
  readonly fault: Fault;
  /** HTTP status; 0 without an answer. */
  readonly status?: number;
  /** The server's name for the fault, such as TaskAgentNotFoundException. */
  readonly typeKey?: string;
  /** How long the server asked to wait before the next request. */
  readonly retryAfterMs?: number | undefined;
}

/** A request to Azure DevOps without the wanted answer. The message says what was asked, what came back and what to do. */
export class DevOpsError extends Error {
  override readonly name = 'DevOpsError';
  readonly fault: Fault;
  readonly status: number;
  readonly typeKey: string;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { fault, status = 0, typeKey = '', retryAfterMs }: DevOpsErrorDetails) {
    super(message);
    this.fault = fault;
    this.status = status;
    this.typeKey = typeKey;
    this.retryAfterMs = retryAfterMs;
  }
}

/** True for errors after which the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  return error instanceof DevOpsError && error.fault === 'transient';
}

/** How long to wait at least before asking again: what the server asked for, else `otherwiseMs`. */
export function waitAfter(error: unknown, otherwiseMs: number): number {
  return Math.max(otherwiseMs, error instanceof DevOpsError ? (error.retryAfterMs ?? 0) : 0);
}
