import { copyRegistration } from '../agent-files';
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
  const restarted = handover.has('ready');
  const agent = await (restarted ? adopt(registration, runtime) : registerAndHandOver(settings, handover, registration, runtime));
  if (agent === undefined && !restarted) return 1;

  let gone = agent === undefined;
  if (agent !== undefined && !handover.has('stop')) {
    const outcome = await watchIdle({ agent, devops: registration.devops, handover, idleMs: settings.idleMs }, runtime);
    runtime.log.info('watch ended', { outcome });
    if (outcome === 'idle') await handover.mark('stop');
  }
  if (!gone && handover.has('stop')) gone = await registration.deregister(agent);
  while (!runtime.stop.aborted) await runtime.clock.sleep(60_000, runtime.stop);
  return gone || (await registration.deregister(agent)) ? 0 : 1;
}

/**
 * This container was restarted: the listener works with the credential that was handed over. The agent is found by its
 * name, not by what stands in the handover: a job can write there, and could name any agent to be deleted.
 */
async function adopt(registration: Registration, { log }: Runtime): Promise<AgentRef | undefined> {
  const agent = await registration.find();
  log.info(agent === undefined ? 'the agent is gone already' : 'adopting the registered agent', { ...agent });
  return agent;
}

async function registerAndHandOver(
  settings: RegisterSettings,
  handover: Handover,
  registration: Registration,
  { log }: Runtime,
): Promise<AgentRef | undefined> {
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
