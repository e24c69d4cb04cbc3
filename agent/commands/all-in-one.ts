import { reason } from '../../lib/reason';
import { AGENT_LISTENER } from '../azure-pipelines/agent-listener';
import { AgentRegistry, type AgentRegistryOptions } from '../azure-pipelines/agent-registry';
import { watchAgent } from '../azure-pipelines/agent-watch';
import { flagsInMemory } from '../handover/flags';
import { supervise } from '../listener/supervise';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { Registration } from '../registration/registration';
import type { AllInOneSettings } from '../settings/register-settings';

/**
 * For an agent without a placeholder. An earlier start under the same name may have been killed. Its agent may be disabled,
 * and would stay so if it were replaced. Its session lasts some minutes, in which the next listener gets conflicts. Deleting
 * the agent ends both.
 */
const WITHOUT_PLACEHOLDER: AgentRegistryOptions = {
  deleteLeftover: true,
  remedyIfLeft: 'delete it in the organisation settings, Agent pools; otherwise the next start under this name deletes it',
};

/**
 * Registers, runs one job and deregisters in one container, as in Microsoft's tutorial. The job can read this program's token
 * from /proc. Only the two containers of "register" and "run" prevent that.
 */
export async function allInOne(settings: AllInOneSettings, env: Environment, runtime: Runtime): Promise<number> {
  const registry = new AgentRegistry(settings, env, runtime, WITHOUT_PLACEHOLDER);
  const registration = new Registration({ settings, registry }, runtime);
  const agent = await registration.register();
  const flags = flagsInMemory();
  const ended = new AbortController();
  const watching = watchAgent({ agent, service: registry.service, flags, idleMs: settings.idleMs }, { ...runtime, stop: ended.signal });
  const code = await supervise({ program: AGENT_LISTENER, home: settings.folders.home, env, flags }, runtime).catch((error: unknown) => {
    // If the listener cannot start, the agent must still be deregistered.
    runtime.log.error('the listener failed', { reason: reason(error) });
    return 1;
  });
  ended.abort();
  await watching;
  const gone = await registration.deregister({ agent });
  return code === 0 && !gone ? 1 : code;
}
