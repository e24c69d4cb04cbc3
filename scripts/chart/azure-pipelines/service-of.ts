import { FIXED_NAMES } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { ChartValues } from '../values/chart-values';

type ServiceValues = Pick<ChartValues, 'azureDevOps'>;

/**
 * The values of the service that a config has agent pools of. None without one.
 * @param clientId client id of the agents' identity, with workload identity
 */
export function agentsServiceOf({ azureDevOps }: Config, clientId: string | undefined): ServiceValues {
  if (azureDevOps === undefined) return {};
  const { auth, ...service } = azureDevOps;
  if (auth.kind === 'pat') {
    const { revision: _, token, ...others } = auth;
    // Without a name, the agents stack creates this Secret from a variable of Terraform.
    return { azureDevOps: { ...service, auth: { ...others, token: { secret: token?.secret ?? FIXED_NAMES.tokenSecret } } } };
  }
  if (clientId === undefined) throw new Error("with workload identity, the values contain the client id of the agents' identity");
  return { azureDevOps: { ...service, auth: { ...auth, clientId } } };
}
