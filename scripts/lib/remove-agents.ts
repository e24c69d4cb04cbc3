import type { Config } from '../../config/types';
import { reason } from '../../lib/reason';
import type { OperatorService } from '../../operate/lib/agent-service';
import { type ConfirmedBy, isConfirmed } from '../../operate/lib/confirm';
import { type OwnerlessAgent, ownerlessAgents } from '../../operate/lib/ownerless-agents';

export interface Removal {
  readonly config: Config;
  readonly service: OperatorService;
  /** Who says yes to the deletion. */
  readonly confirmedBy: ConfirmedBy;
  readonly say: (line: string) => void;
}

/**
 * Deletes the agents that a destroyed deployment has left registered, after a yes. As long as the placeholder's agent is
 * registered, jobs wait for agents that nothing creates any more.
 * @returns whether none is left, or whether the user was told about those that are
 */
export async function removeAgents({ config, service, confirmedBy, say }: Removal): Promise<boolean> {
  let agents: readonly OwnerlessAgent[];
  try {
    agents = await ownerlessAgents(config, service);
  } catch (error) {
    const names = config.agentPools.map(({ name }) => `${config.name}-${name}-placeholder`).join(', ');
    say(`The agents at ${service.serviceUrl} could not be read: ${reason(error)}`);
    say(`Delete ${names} by hand, ${WHERE}: as long as it is registered, jobs wait for agents that nothing creates.`);
    return confirmedBy !== 'option';
  }
  if (agents.length === 0) return true;
  say(`Still registered at ${service.serviceUrl}, although nothing runs there any more:`);
  for (const { name, agentPool } of agents) say(`  ${name} in agent pool "${agentPool}"`);
  if (!(await isConfirmed('Delete them? Only "yes" deletes them: ', confirmedBy))) {
    say(`They stay. Delete them ${WHERE}, or with npm run destroy -- --yes: as long as they are registered, jobs wait for agents`);
    say('that nothing creates any more.');
    return true;
  }
  return deleteAll(agents, service, say);
}

const WHERE = 'under Organization settings, Agent pools, Agents';

async function deleteAll(agents: readonly OwnerlessAgent[], { agentService }: OperatorService, say: Removal['say']): Promise<boolean> {
  let isDone = true;
  for (const agent of agents) {
    try {
      const deletion = await agentService.delete(agent);
      if (deletion === 'busy') isDone = false;
      say(deletion === 'busy' ? `  ${agent.name} has a job, so it stays` : `  deleted ${agent.name}`);
    } catch (error) {
      isDone = false;
      say(`  ${agent.name} could not be deleted: ${reason(error)}`);
    }
  }
  return isDone;
}
