import { ServiceError } from '../../providers/contract/service-error';
import { reason } from '../process/log';
import type { TokenSource } from './token';

/**
 * Wraps a token source: if no token can be read (for example, its file is missing), that counts as a sign-in fault, unless
 * the source threw a ServiceError.
 */
export function withSignInFaults(token: TokenSource): TokenSource {
  return () =>
    token().catch((error: unknown) => {
      throw error instanceof ServiceError ? error : new ServiceError(reason(error), { fault: 'signIn' });
    });
}
