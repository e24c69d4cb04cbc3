import { CREDENTIAL_VARIABLES, OWN_VARIABLES } from '../../config/own-variables';
import type { Environment } from '../process/start-process';

/** Prevents the agent from updating itself: the image sets its version (azure-pipelines-agent, Agent.cs). */
const UPDATE_SWITCH = 'agent.disableupdate';

const WITHHELD: ReadonlySet<string> = new Set([...OWN_VARIABLES, ...CREDENTIAL_VARIABLES]);

/**
 * The environment for the programs of the agent package. Each variable in it becomes a capability, and every job can read
 * it, so this program's settings and credentials are left out.
 */
export function agentEnvironment(env: Environment): Environment {
  const own = Object.keys(env).filter((name) => WITHHELD.has(name));
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !WITHHELD.has(name)));
  // VSO_AGENT_IGNORE hides a variable only from the capabilities, not from jobs.
  const ignored = [env['VSO_AGENT_IGNORE'], ...own, 'VSO_AGENT_IGNORE', UPDATE_SWITCH].filter(Boolean);
  return { ...kept, [UPDATE_SWITCH]: '1', VSO_AGENT_IGNORE: ignored.join(',') };
}
