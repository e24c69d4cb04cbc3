import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { Registrar } from '../registration/registrar';
import type { Registry } from '../registration/registry';
import type { RegisterSettings } from '../settings/register-settings';

/** The registrar, a native sidecar: the only container with a credential. */
export async function register(settings: RegisterSettings, env: Environment, runtime: Runtime): Promise<number> {
  const registry = await registryFor(settings, env, runtime);
  return new Registrar({ settings, registry }, runtime).run();
}

/** Loads only the code of the one service. */
async function registryFor({ service, ...settings }: RegisterSettings, env: Environment, runtime: Runtime): Promise<Registry> {
  if (service.kind === 'github') {
    const { RunnerRegistry } = await import('../github/runner/runner-registry.js');
    return new RunnerRegistry({ ...settings, ...service }, runtime);
  }
  const { AgentRegistry } = await import('../azure-pipelines/agent-registry.js');
  return new AgentRegistry({ ...settings, ...service }, env, runtime);
}
