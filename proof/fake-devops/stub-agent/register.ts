import { setTimeout as delay } from 'node:timers/promises';
import type { AgentServer, PoolRef, TaskAgent } from './agent-server';
import { reason } from './reason';
import { print, printError } from './terminal';

/** The real agent retries without a pause, which would flood the request log of a test. */
const REPLACE_PAUSE_MS = 100;

export interface RegisterOptions {
  readonly pool: PoolRef;
  readonly name: string;
  /** The fields of the agent that come from this machine. */
  readonly machine: object;
  /** Whether to replace an agent that has the same name. */
  readonly replace: boolean;
}

/**
 * Adds the agent to its agent pool, or replaces the one with that name. If the server refuses the replacement, the agent retries
 * without limit, even unattended (azure-pipelines-agent, ConfigurationManager.cs, the loop around UpdateAgentWithRetryAsync).
 *
 * @throws if the name is taken and `replace` is not set, and if the server refuses the new agent
 */
export async function register(server: AgentServer, { pool, name, machine, replace }: RegisterOptions): Promise<TaskAgent> {
  for (;;) {
    print('Connecting to the server.');
    const existing = await server.findAgent(pool.id, name);
    if (existing === undefined) {
      const agent = await server.addAgent(pool.id, { name, maxParallelism: 1, provisioningState: 'Provisioned', ...machine });
      print('Successfully added the agent');
      return agent;
    }
    print(`Pool ${pool.name} already contains an agent with name ${name}.`);
    if (!replace) throw new Error(`Pool ${pool.id} already contains an agent with name ${name}.`);
    try {
      const agent = await server.replaceAgent(pool.id, { ...existing, ...machine });
      print('Successfully replaced the agent');
      return agent;
    } catch (error) {
      printError(`${reason(error)}\nFailed to replace the agent.  Try again or ctrl-c to quit`);
    }
    await delay(REPLACE_PAUSE_MS);
    print('Scanning for tool capabilities.');
  }
}
