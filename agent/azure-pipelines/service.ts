import { REQUEST } from '../../config/timings';
import { DevOps } from '../../providers/azure-devops/client/client';
import type { Connection } from '../../providers/azure-devops/client/request';
import type { AgentService } from '../../providers/contract/agent-service';

/** Creates the client of the service that holds the queue and the agents. No other file of this program names the client. */
export function agentService(connection: Omit<Connection, 'timeoutMs'>): AgentService {
  return new DevOps({ ...connection, timeoutMs: REQUEST.azureDevOps.milliseconds });
}
