import { type Fault, ServiceError, type ServiceErrorDetails } from '../../contract/service-error';

/** What a user can do about each fault. A fault has no remedy here if none is known. */
export type Remedies = Readonly<Partial<Record<Fault, string>>>;

export interface GitHubErrorDetails extends ServiceErrorDetails {
  /** The service's names of the failure: see `isException`. @default - none */
  readonly exceptions?: readonly string[];
  /** Whether the answer is a page for people, so it comes from a proxy or from a server in maintenance. @default false */
  readonly isPage?: boolean;
  /** What the user can do. The message has it too. @default - not known */
  readonly remedy?: string | undefined;
}

/** A failed request to GitHub. */
export class GitHubError extends ServiceError {
  override readonly name = 'GitHubError';
  readonly exceptions: readonly string[];
  readonly isPage: boolean;
  readonly remedy: string | undefined;

  constructor(message: string, { exceptions = [], isPage = false, remedy, ...details }: GitHubErrorDetails) {
    super(message, details);
    this.exceptions = exceptions;
    this.isPage = isPage;
    this.remedy = remedy;
  }

  /** The same error with another fault, and with a remedy that the request itself does not know. */
  as(fault: Fault, remedy?: string): GitHubError {
    const { message, status, retryAfterMs, exceptions, isPage } = this;
    const text = remedy === undefined ? message : `${message}: ${remedy}`;
    return new GitHubError(text, { fault, status, retryAfterMs, exceptions, isPage, remedy: remedy ?? this.remedy });
  }
}

/**
 * Whether the service gives this reason, such as AgentExistsException. The full name differs between versions
 * (TaskAgentExistsException), as does the status, so a part of the name decides, as in actions/scaleset (errors.go).
 */
export function isException(error: unknown, name: string): error is GitHubError {
  return error instanceof GitHubError && error.exceptions.some((exception) => exception.includes(name));
}
