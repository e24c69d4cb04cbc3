import { REGISTRATION } from '../../config/timings';
import { Handover } from '../handover/handover';
import type { ListenerProgram } from '../listener/program';
import { supervise } from '../listener/supervise';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import type { RunSettings } from '../settings/run-settings';
import { EX_TEMPFAIL } from './exit-codes';

/** The container where the job runs. It has the agent's own key, and no credential that stays valid after the agent is deleted. */
export async function run(settings: RunSettings, env: Environment, runtime: Runtime): Promise<number> {
  const { clock, log, stop } = runtime;
  const { home } = settings.folders;
  const handover = new Handover(settings.folders.handover);

  const deadline = clock.now() + settings.handoverLimitMs;
  if (!handover.has('ready')) log.info('waiting for the registrar', { folder: handover.folder });
  while (!handover.has('ready')) {
    if (stop.aborted) return 0;
    if (clock.now() >= deadline) {
      log.error(`no ${settings.service.kind === 'github' ? 'runner' : 'agent'} was handed over`, {
        waitedSeconds: settings.handoverLimitMs / 1000,
        remedy: `see the log of the registrar container; the folder is ${handover.folder}, and AZP_READY_SECONDS sets the limit`,
      });
      return EX_TEMPFAIL;
    }
    await clock.sleep(REGISTRATION.handoverPoll.milliseconds, stop);
  }

  const program = await receive(settings);
  // The registrar will deregister the agent, so it must not get a job any more.
  if (stop.aborted) return 0;
  return supervise({ program, home, env, flags: handover }, runtime);
}

/** Puts what was handed over next to the listener, and returns the listener. Only the code of the one service is loaded. */
async function receive({ service, folders }: RunSettings): Promise<ListenerProgram> {
  const { home, handover } = folders;
  if (service.kind === 'github') {
    const [{ receiveFiles }, { RUNNER_LISTENER }] = await Promise.all([
      import('../github/runner/runner-files.js'),
      import('../github/runner/runner-listener.js'),
    ]);
    await receiveFiles(handover, home);
    return RUNNER_LISTENER;
  }
  const [{ copyRegistration }, { AGENT_LISTENER }, { writeCapabilities }] = await Promise.all([
    import('../azure-pipelines/agent-files.js'),
    import('../azure-pipelines/agent-listener.js'),
    import('../settings/capabilities.js'),
  ]);
  await copyRegistration(handover, home);
  await writeCapabilities(home, service.capabilities);
  return AGENT_LISTENER;
}
