import type { Fault } from '../../providers/contract/service-error';
import { ServiceError } from '../../providers/contract/service-error';
import { CredentialError } from '../registration/agent-files';
import { UsageError } from '../settings/usage';

/** Gave up waiting, a later start may succeed. */
export const EX_TEMPFAIL = 75;

const codes: Readonly<Record<Fault, number>> = {
  /** sysexits.h EX_NOPERM: the token is wrong, or a right is missing. */
  signIn: 77,
  right: 77,
  /** EX_CONFIG: no such agent pool or organisation. */
  absent: 78,
  transient: EX_TEMPFAIL,
  refused: 1,
};

/** The exit code for an error that ended a command: sysexits.h where it has one, so that it says whether a retry is of use. */
export function exitCodeOf(error: unknown): number {
  // sysexits.h EX_USAGE: the caller has to change something.
  if (error instanceof UsageError) return 64;
  // EX_PROTOCOL: the server did not answer as agreed.
  if (error instanceof CredentialError) return 76;
  return error instanceof ServiceError ? codes[error.fault] : 1;
}
