import { credentialVariables, ownVariables } from '../../config/own-variables';
import type { Environment } from './start-process';

/**
 * The environment for the agent's own programs. Every variable in it becomes a capability and is
 * seen by every job, so this program's settings and credentials are left out.
 */
export function agentEnvironment(env: Environment): Environment {
  const own = Object.keys(env).filter((name) => withheld.has(name));
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !withheld.has(name)));
  // VSO_AGENT_IGNORE hides a variable from the capabilities only, not from jobs.
  const ignored = [env['VSO_AGENT_IGNORE'], ...own, 'VSO_AGENT_IGNORE', updateSwitch].filter(Boolean);
  return { ...kept, [updateSwitch]: '1', VSO_AGENT_IGNORE: ignored.join(',') };
}

/** Stops the agent from replacing itself: the image decides its version (azure-pipelines-agent, Agent.cs). */
const updateSwitch = 'agent.disableupdate';

const withheld: ReadonlySet<string> = new Set([...ownVariables, ...credentialVariables]);
