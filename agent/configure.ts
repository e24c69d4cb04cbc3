import { join } from 'node:path';
import { agentEnvironment } from './agent-environment';
import { forgetRegistration, readRegistration } from './agent-files';
import { writeCapabilities } from './capabilities';
import type { AgentRef } from './devops';
import type { Runtime } from './runtime';
import type { RegistrationSettings } from './settings';
import type { Environment } from './start-process';

/** How long config.sh may still take once the container is asked to stop. */
const stopMs = 5000;

export interface ConfigureInputs {
  readonly settings: RegistrationSettings;
  readonly poolName: string;
  readonly token: string;
  readonly env: Environment;
}

/**
 * Registers this agent by the agent's own config.sh, under a time limit: config.sh retries an
 * unreachable host and a failing replace for ever (azure-pipelines-agent, ConfigurationManager.cs).
 *
 * An agent of the same name is replaced, not deleted and made anew. It keeps its id and its
 * "disabled" state, and the agent pool is at no moment without it: Azure DevOps fails a job at once when
 * no registered agent has what it demands. The price: a capability that the image has lost stays
 * listed until the agent is deleted by hand.
 */
export async function configure(inputs: ConfigureInputs, runtime: Runtime): Promise<AgentRef> {
  const { home } = inputs.settings.folders;
  await forgetRegistration(home);
  await writeCapabilities(home, inputs.settings.capabilities);

  const config = runtime.startProcess(join(home, 'config.sh'), ['--unattended'], { cwd: home, env: configEnvironment(inputs) });
  const ended = new AbortController();
  const code = await Promise.race([
    config.exited,
    outOfTime(inputs.settings.configMs, runtime, ended.signal).then(() => 'out of time' as const),
  ]).finally(() => ended.abort());
  if (code === 'out of time') {
    config.signal('SIGKILL', 'group');
    throw new Error(
      `config.sh did not end within ${inputs.settings.configMs / 1000} s: is ${inputs.settings.organisation.url} reachable? The limit is AZP_CONFIG_SECONDS`,
    );
  }
  if (code !== 0) throw new Error(`config.sh ended with ${code}: its output above says why`);
  return readRegistration(home);
}

async function outOfTime(limitMs: number, { clock, stop }: Runtime, ended: AbortSignal): Promise<void> {
  const start = clock.now();
  await clock.sleep(limitMs, AbortSignal.any([stop, ended]));
  const left = limitMs - (clock.now() - start);
  if (left > 0) await clock.sleep(Math.min(left, stopMs), ended);
}

/** config.sh takes these out of its environment; arguments could be read by every process (CommandSettings.cs). */
function configEnvironment({ settings, poolName, token, env }: ConfigureInputs): Environment {
  return {
    ...agentEnvironment(env),
    VSTS_AGENT_INPUT_URL: settings.organisation.url,
    // An Entra token works where a PAT does; the agent has no login by workload identity.
    VSTS_AGENT_INPUT_AUTH: 'PAT',
    VSTS_AGENT_INPUT_TOKEN: token,
    VSTS_AGENT_INPUT_POOL: poolName,
    VSTS_AGENT_INPUT_AGENT: settings.agentName,
    VSTS_AGENT_INPUT_WORK: settings.folders.work,
    VSTS_AGENT_INPUT_REPLACE: 'true',
    VSTS_AGENT_INPUT_ACCEPTTEEEULA: 'true',
  };
}
