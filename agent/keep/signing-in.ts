import { DevOpsError } from '../../azure-devops/error';
import type { TokenSource } from '../../azure-devops/request';
import { reason } from '../log';

/** The same tokens. To have none, such as without its file, is to have a wrong one, unless the source itself says otherwise. */
export function signingIn(token: TokenSource): TokenSource {
  return () =>
    token().catch((error: unknown) => {
      throw error instanceof DevOpsError ? error : new DevOpsError(reason(error), { fault: 'signIn' });
    });
}
