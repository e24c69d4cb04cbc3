import type { TokenSource } from '../../providers/azure-devops/client/request';
import { ServiceError } from '../../providers/contract/service-error';
import { reason } from '../process/log';

/** The same tokens. To have none, such as without its file, is to have a wrong one, unless the source itself says otherwise. */
export function signingIn(token: TokenSource): TokenSource {
  return () =>
    token().catch((error: unknown) => {
      throw error instanceof ServiceError ? error : new ServiceError(reason(error), { fault: 'signIn' });
    });
}
