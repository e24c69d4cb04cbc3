import { reason } from '../../lib/reason';
import type { TokenSource } from '../../providers/azure-devops/client/request';
import { ServiceError } from '../../providers/contract/service-error';

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
