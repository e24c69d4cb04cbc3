import { REQUEST } from '../../config/timings';
import { DevOps } from '../../providers/azure-devops/client/client';
import { Organization } from '../../providers/azure-devops/client/organization';
import type { Connection } from '../../providers/azure-devops/client/request';
import type { AgentService } from '../../providers/contract/agent-service';

type PodConnection = Omit<Connection, 'timeoutMs'>;

/** Creates the client of the service that holds the queue and the agents. No other file of this program creates one. */
export function agentService(connection: PodConnection): AgentService {
  return queueClient(connection);
}

/** Creates the client for the queue of agent pools, with capabilities and demands. */
export function queueClient(connection: PodConnection): DevOps {
  return new DevOps({ ...connection, timeoutMs: REQUEST.azureDevOps.milliseconds });
}

/** Creates the client for what belongs to the organisation as a whole. */
export function organizationClient(connection: PodConnection): Organization {
  return new Organization({ ...connection, timeoutMs: REQUEST.azureDevOps.milliseconds });
}
