import type { Environment } from '../process/start-process';
import { isWithheld, withoutWithheld } from '../settings/withheld';

/** Prevents the agent from updating itself: the image sets its version (azure-pipelines-agent, Agent.cs). */
const UPDATE_SWITCH = 'agent.disableupdate';

/**
 * The environment for the programs of the agent package. Each variable in it becomes a capability, and every job can read
 * it, so this program's settings and credentials are left out.
 */
export function agentEnvironment(env: Environment): Environment {
  const own = Object.keys(env).filter(isWithheld);
  // VSO_AGENT_IGNORE hides a variable only from the capabilities, not from jobs.
  const ignored = [env['VSO_AGENT_IGNORE'], ...own, 'VSO_AGENT_IGNORE', UPDATE_SWITCH].filter(Boolean);
  return { ...withoutWithheld(env), [UPDATE_SWITCH]: '1', VSO_AGENT_IGNORE: ignored.join(',') };
}
