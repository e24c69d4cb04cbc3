import { DevOpsError } from '../../providers/azure-devops/client/error';
import type { TokenSource } from '../../providers/azure-devops/client/request';
import { reason } from '../process/log';

/** The same tokens. To have none, such as without its file, is to have a wrong one, unless the source itself says otherwise. */
export function signingIn(token: TokenSource): TokenSource {
  return () =>
    token().catch((error: unknown) => {
      throw error instanceof DevOpsError ? error : new DevOpsError(reason(error), { fault: 'signIn' });
    });
}
