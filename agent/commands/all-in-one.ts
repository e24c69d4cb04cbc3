import { signalsInMemory } from '../handover/flags';
import { supervise } from '../listener/supervise';
import { reason } from '../process/log';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { watchAgent } from '../registration/agent-watch';
import { Registration, type RegistrationOptions } from '../registration/registration';
import type { RegisterSettings } from '../settings/settings';

/**
 * An earlier start under this name may have been killed. Its agent can be disabled and stays so when it is replaced, and its
 * session lasts some minutes, in which the next listener meets conflicts; deleting the agent ends both.
 */
const alone: RegistrationOptions = {
  deleteLeftover: true,
  whenLeft: 'delete it in the organisation settings, Agent pools; the next start under this name does it too',
};

/**
 * Registers, runs one job and deregisters in one container, as in Microsoft's tutorial. A job can
 * then read this program's token from /proc: the two containers of "register" and "run" keep it apart.
 */
export async function allInOne(settings: RegisterSettings, env: Environment, runtime: Runtime): Promise<number> {
  const registration = new Registration(settings, env, runtime, alone);
  const agent = await registration.register();
  const signals = signalsInMemory();
  const ended = new AbortController();
  const watching = watchAgent({ agent, devops: registration.devops, signals, idleMs: settings.idleMs }, { ...runtime, stop: ended.signal });
  const code = await supervise({ home: settings.folders.home, env, signals }, runtime).catch((error: unknown) => {
    // A listener that cannot start must not leave its agent registered.
    runtime.log.error('the listener failed', { reason: reason(error) });
    return 1;
  });
  ended.abort();
  await watching;
  const gone = await registration.deregister(agent);
  return code === 0 && !gone ? 1 : code;
}
