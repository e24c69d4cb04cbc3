import { organizationOf, type ServiceOptions } from '../../config/services';
import { DevOps } from '../../providers/azure-devops/client/client';
import { demandTest } from '../../providers/azure-devops/match-demands';
import type { AgentService } from '../../providers/contract/agent-service';
import { operatorConnection } from './azure-devops/sign-in';

/** The service that has the queues and the agents of a deployment. */
export interface OperatorService {
  /** Where the service is, for people, such as the URL of an organisation. */
  readonly serviceUrl: string;
  readonly agentService: AgentService;
  /** The capabilities of an agent by name. Undefined if it is not registered. @throws ServiceError */
  readonly capabilities: (poolId: number, agentName: string) => Promise<Readonly<Record<string, string>> | undefined>;
  /** Returns a test for the demands of jobs: whether an agent with these capabilities may run the job. */
  readonly demandTest: (capabilities: Readonly<Record<string, string>>) => DemandTest;
}

/** Whether a job with these demands may run. */
export type DemandTest = (demands: readonly string[]) => boolean;

/**
 * The service that the config names, with the operator's sign-in. Another provider is chosen here.
 * @param url in place of the config's. @throws UsageError for a URL to which no token may be sent, ConfigError for a config without agent pools
 */
export function operatorService(config: ServiceOptions, url: string | undefined, environment: NodeJS.ProcessEnv): OperatorService {
  const connection = operatorConnection(url ?? organizationOf(config).organizationUrl, environment);
  const client = new DevOps(connection);
  return {
    serviceUrl: connection.url,
    agentService: client,
    capabilities: (poolId, name) => client.capabilities(poolId, name),
    demandTest,
  };
}
