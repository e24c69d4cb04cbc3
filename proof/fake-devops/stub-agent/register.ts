import { setTimeout as delay } from 'node:timers/promises';
import type { AgentServer, PoolRef, TaskAgent } from './agent-server';
import { reason } from './reason';
import { say, sayError } from './terminal';

/** The real agent loops without a pause; it is not what a test wants to find in its log of requests. */
const replacePauseMs = 100;

/**
 * Adds the agent to its pool, or updates the one of that name. A replacement that the server refuses is tried for ever,
 * unattended too (azure-pipelines-agent, ConfigurationManager.cs, the loop round UpdateAgentWithRetryAsync).
 *
 * @throws when the name is taken and not to be replaced, and when the server refuses to add it
 */
export async function register(server: AgentServer, pool: PoolRef, name: string, machine: object, replace: boolean): Promise<TaskAgent> {
  for (;;) {
    say('Connecting to the server.');
    const existing = await server.findAgent(pool.id, name);
    if (existing === undefined) {
      const agent = await server.addAgent(pool.id, { name, maxParallelism: 1, provisioningState: 'Provisioned', ...machine });
      say('Successfully added the agent');
      return agent;
    }
    say(`Pool ${pool.name} already contains an agent with name ${name}.`);
    if (!replace) throw new Error(`Pool ${pool.id} already contains an agent with name ${name}.`);
    try {
      const agent = await server.replaceAgent(pool.id, { ...existing, ...machine });
      say('Successfully replaced the agent');
      return agent;
    } catch (error) {
      sayError(`${reason(error)}\nFailed to replace the agent.  Try again or ctrl-c to quit`);
    }
    await delay(replacePauseMs);
    say('Scanning for tool capabilities.');
  }
}
