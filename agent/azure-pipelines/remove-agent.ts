import type { Agent, AgentRef, AgentService } from '../../providers/contract/agent-service';
import { ServiceError } from '../../providers/contract/service-error';

type RemovingService = Pick<AgentService, 'disable' | 'findAgent' | 'delete'>;

/**
 * Disables an agent, deletes it and checks that it is gone.
 * @throws ServiceError: `transient` while it runs a job or is still registered after the deletion
 */
export async function removeAgent(service: RemovingService, agent: AgentRef): Promise<void> {
  const found = await findDisabled(service, agent);
  if (found === undefined) return;
  if (found.assignedRequest || (await service.delete(agent)) === 'busy') throw notYet('it still runs a job');
  if ((await service.findAgent(agent)) !== undefined) throw notYet('it is still registered after the deletion');
}

/** The agent, disabled first, so that it gets no further job even if the deletion fails. Usually it is already disabled. */
async function findDisabled(service: RemovingService, agent: AgentRef): Promise<Agent | undefined> {
  const found = await service.findAgent(agent);
  if (!found?.enabled) return found;
  return (await service.disable(agent)) ? service.findAgent(agent) : undefined;
}

const notYet = (message: string) => new ServiceError(message, { fault: 'transient' });
