import { REQUEST } from '../../config/timings';
import { DevOps } from '../../providers/azure-devops/client/client';
import type { Connection } from '../../providers/azure-devops/client/request';
import type { AgentService } from '../../providers/contract/agent-service';

/** The service that has the queue and the agents. No other file of this program names or creates its client. */
export function agentService(connection: Omit<Connection, 'timeoutMs'>): AgentService {
  return new DevOps({ ...connection, timeoutMs: REQUEST.azureDevOps.milliseconds });
}
