import type { Fault } from '../../providers/contract/service-error';
import { ServiceError } from '../../providers/contract/service-error';
import { CredentialError } from '../handover/credential-files';
import { UsageError } from '../settings/usage';

// The numbers of sysexits.h where it has a fitting one, so that the exit code says whether a retry helps.

/** The caller has to change the arguments or the settings. */
const EX_USAGE = 64;
/** Gave up waiting; a later start may succeed. */
export const EX_TEMPFAIL = 75;
/** The server did not answer as agreed. */
const EX_PROTOCOL = 76;
/** The token is wrong, or a right is missing. */
const EX_NOPERM = 77;
/** The agent pool or the organisation does not exist. */
const EX_CONFIG = 78;

const EXIT_CODES: Readonly<Record<Fault, number>> = {
  signIn: EX_NOPERM,
  right: EX_NOPERM,
  absent: EX_CONFIG,
  transient: EX_TEMPFAIL,
  refused: 1,
};

/** The exit code for the error that ended a command. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EX_USAGE;
  if (error instanceof CredentialError) return EX_PROTOCOL;
  return error instanceof ServiceError ? EXIT_CODES[error.fault] : 1;
}
