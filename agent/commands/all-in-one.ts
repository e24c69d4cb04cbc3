import type { AgentRef } from '../devops';
import { reason } from '../log';
import { Registration } from '../registration';
import type { Runtime } from '../runtime';
import type { RegistrationSettings } from '../settings';
import type { Environment } from '../start-process';
import { supervise } from '../supervise';

/**
 * Registers, runs one job and deregisters in one container, as in Microsoft's tutorial. A job can
 * then read this program's token from /proc: the two containers of "register" and "run" keep it apart.
 */
export async function allInOne(settings: RegistrationSettings, env: Environment, runtime: Runtime): Promise<number> {
  const registration = new Registration(settings, env, runtime);
  let agent: AgentRef;
  try {
    agent = await registration.register();
  } catch (error) {
    runtime.log.error('not registered', { reason: reason(error) });
    await registration.deregister();
    return 1;
  }
  const supervised = await superviseAndReport(settings, env, runtime, () => canStop(registration, agent, runtime));
  const gone = await registration.deregister(agent);
  return supervised !== 0 || gone ? supervised : 1;
}

/** A listener that cannot start must not leave its agent registered. */
async function superviseAndReport(
  settings: RegistrationSettings,
  env: Environment,
  runtime: Runtime,
  shouldStop: () => Promise<boolean>,
): Promise<number> {
  try {
    return await supervise({ home: settings.folders.home, env, shouldStop, onJobStarted: async () => {} }, runtime);
  } catch (error) {
    runtime.log.error('the listener failed', { reason: reason(error) });
    return 1;
  }
}

/** On SIGTERM: no new job, and only an agent without one is stopped. */
async function canStop(registration: Registration, agent: AgentRef, { stop, log }: Runtime): Promise<boolean> {
  if (!stop.aborted) return false;
  try {
    await registration.devops.disable(agent);
    return !(await registration.devops.findAgent(agent))?.assignedRequest;
  } catch (error) {
    log.warn('cannot disable the agent, stopping it as it is', { reason: reason(error) });
    return true;
  }
}
