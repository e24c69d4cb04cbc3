import type { AgentRef } from '../../azure-devops/client';
import { retrying } from '../../azure-devops/retry';
import { copyRegistration } from '../agent-files';
import { watchAgent } from '../agent-watch';
import { Handover } from '../handover';
import { reason } from '../log';
import { Registration } from '../registration';
import type { Runtime } from '../runtime';
import type { RegisterSettings } from '../settings';
import type { Environment } from '../start-process';
import { markTaken } from '../taken';

/** A listener that was told to stop has ended by then, killed or not. */
const LISTENER_END_MS = 60_000;

/**
 * The native sidecar: the only container with a credential. It registers the agent, hands it over,
 * ends it when no job comes, and deregisters it.
 *
 * It goes on until SIGTERM even when the agent is deregistered already: the kubelet restarts a
 * native sidecar that exits, and the new one would register the agent again.
 */
export async function register(settings: RegisterSettings, env: Environment, runtime: Runtime): Promise<number> {
  const { clock, stop } = runtime;
  const signals = new Handover(settings.folders.handover);
  const registration = new Registration(settings, env, runtime);
  const agent = signals.has('ready')
    ? await adopt(settings, registration, runtime)
    : await registerAndHandOver(settings, signals, registration);
  if (agent === undefined) return 0;

  const { kubernetes } = settings;
  const marked = kubernetes && markTaken({ name: settings.agentName, kubernetes }, signals, runtime);
  if (!signals.has('stop')) {
    await watchAgent({ agent, devops: registration.devops, signals, idleMs: settings.idleMs }, runtime);
  }
  // The listener closes its session first. Once it has ended the kubelet sends SIGTERM.
  await clock.sleep(LISTENER_END_MS, stop);
  let gone = !stop.aborted && (await registration.deregister(agent));
  while (!stop.aborted) await clock.sleep(60_000, stop);
  gone ||= await registration.deregister(agent);
  await marked;
  return gone ? 0 : 1;
}

/**
 * This container was restarted: the listener works with the credential that was handed over. The agent is found by its
 * name, not by what stands in the handover: a job can write there, and could name any agent to be deleted.
 */
async function adopt(
  { configMs }: RegisterSettings,
  registration: Registration,
  { log, clock, stop }: Runtime,
): Promise<AgentRef | undefined> {
  const onWait = (error: unknown) => log.warn('looking for the agent again', { reason: reason(error) });
  const agent = await retrying(() => registration.find(), { clock, deadline: clock.now() + configMs, stop, onWait });
  if (agent === undefined) {
    log.info('the agent is gone already');
    while (!stop.aborted) await clock.sleep(60_000, stop);
  } else {
    log.info('adopting the registered agent', { ...agent });
  }
  return agent;
}

async function registerAndHandOver(
  settings: RegisterSettings,
  handover: Handover,
  registration: Registration,
): Promise<AgentRef | undefined> {
  const agent = await registration.register();
  try {
    await copyRegistration(settings.folders.home, handover.folder);
    await handover.set('ready');
    return agent;
  } catch (error) {
    await registration.deregister(agent);
    throw error;
  }
}
