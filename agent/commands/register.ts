import { copyRegistration, readRegistration } from '../agent-files';
import type { AgentRef } from '../devops';
import { Handover } from '../handover';
import { watchIdle } from '../idle-watch';
import { reason } from '../log';
import { Registration } from '../registration';
import type { Runtime } from '../runtime';
import type { RegisterSettings } from '../settings';
import type { Environment } from '../start-process';

/**
 * The native sidecar: the only container with a credential. It registers the agent, hands it over,
 * ends it when no job comes, and deregisters it.
 *
 * It goes on until SIGTERM even when the agent is deregistered already: the kubelet restarts a
 * native sidecar that exits, and the new one would register the agent again.
 */
export async function register(settings: RegisterSettings, env: Environment, runtime: Runtime): Promise<number> {
  const handover = new Handover(settings.folders.handover);
  const registration = new Registration(settings, env, runtime);
  const agent = await provideAgent(settings, handover, registration, runtime);
  if (agent === undefined) return 1;

  let gone = false;
  const { devops } = registration;
  if (!handover.has('stop')) {
    const outcome = await watchIdle({ agent, devops, handover, idleMs: settings.idleMs }, runtime);
    runtime.log.info('watch ended', { outcome });
    if (outcome === 'idle') await handover.mark('stop');
  }
  if (handover.has('stop')) gone = await registration.deregister(agent);
  while (!runtime.stop.aborted) await runtime.clock.sleep(60_000, runtime.stop);
  return gone || (await registration.deregister(agent)) ? 0 : 1;
}

async function provideAgent(
  settings: RegisterSettings,
  handover: Handover,
  registration: Registration,
  { log }: Runtime,
): Promise<AgentRef | undefined> {
  if (handover.has('ready')) {
    // This container was restarted: the listener works with the credential that was handed over.
    const agent = await readRegistration(handover.folder);
    log.info('adopting the registered agent', { ...agent });
    return agent;
  }
  try {
    const agent = await registration.register();
    await copyRegistration(settings.folders.home, handover.folder);
    await handover.mark('ready');
    return agent;
  } catch (error) {
    log.error('not registered', { reason: reason(error) });
    await registration.deregister();
    return undefined;
  }
}
