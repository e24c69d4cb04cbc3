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
  const agents = await readAgents({ config, service, say });
  if (agents === undefined) {
    say(placeholdersByHand(config));
    return confirmedBy !== 'option';
  }
  if (agents.length === 0) return true;
  say(`Still registered at ${service.serviceUrl}, although nothing runs there any more:`);
  sayAgents(agents, say);
  if (!(await isConfirmed('Delete them? Only "yes" deletes them: ', confirmedBy))) {
    say(`They stay. Delete them ${WHERE}: ${REASON}`);
    return true;
  }
  return deleteAll(agents, service, say);
}

/** What to do if this command can't delete the agents of a deployment that is gone. */
export const placeholdersByHand = (config: Config): string => `Delete ${placeholders(config)} by hand, ${WHERE}: ${REASON}`;

/** Lists the agents of a deployment of which it is not known whether it is live. Deletes none. */
export async function listAgents({ config, service, say }: Pick<Removal, 'config' | 'service' | 'say'>): Promise<void> {
  const agents = await readAgents({ config, service, say });
  if (agents === undefined) {
    say(`If the deployment is gone, delete ${placeholders(config)} by hand, ${WHERE}.`);
    return;
  }
  if (agents.length === 0) return;
  say(`Registered at ${service.serviceUrl}, maybe by a live deployment:`);
  sayAgents(agents, say);
  say(`They stay. If the deployment is gone, delete them ${WHERE}: ${REASON}`);
}

/** Returns undefined, and says why, if they can't be read. */
async function readAgents({ config, service, say }: Pick<Removal, 'config' | 'service' | 'say'>) {
  try {
    return await ownerlessAgents(config, service);
  } catch (error) {
    say(`The agents at ${service.serviceUrl} could not be read: ${reason(error)}`);
    return undefined;
  }
}

function sayAgents(agents: readonly OwnerlessAgent[], say: Removal['say']): void {
  for (const { name, agentPool } of agents) say(`  ${name} in agent pool "${agentPool}"`);
}

const placeholders = ({ name, agentPools }: Config): string => agentPools.map((entry) => `${name}-${entry.name}-placeholder`).join(', ');

const WHERE = 'under Organization settings, Agent pools, Agents';
const REASON = 'as long as a placeholder is registered, jobs wait for agents that nothing creates any more.';

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
