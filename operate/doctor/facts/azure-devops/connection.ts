import { gitHubOf, organizationOf } from '../../../../config/services';
import type { Connection } from '../../../../providers/azure-devops/client/request';
import { operatorConnection } from '../../../lib/azure-devops/sign-in';
import type { DeployedConfig } from '../../../lib/deployment';
import type { Run } from '../../../lib/program';
import { Unmet } from '../../outcome';

interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly run: Run;
}

/**
 * The connection to the organisation that the config or `url` names. Without agent pools there is none, and no check that needs it is
 * selected: the connection then has the URL in GitHub, and sends nothing.
 * @throws UsageError for a URL to which no token may be sent
 */
export function doctorConnection(config: DeployedConfig, url: string | undefined, { environment, run }: Machine): Connection {
  if (config.agentPools.length > 0) return operatorConnection(url ?? organizationOf(config).organizationUrl, environment, run);
  return { url: gitHubOf(config).url, token: () => Promise.reject(new Unmet('there are no agent pools')), timeoutMs: 0 };
}
