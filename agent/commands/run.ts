import { REGISTRATION } from '../../config/timings';
import { copyRegistration } from '../azure-pipelines/agent-files';
import { Handover } from '../handover/handover';
import { supervise } from '../listener/supervise';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { writeCapabilities } from '../settings/capabilities';
import type { RunSettings } from '../settings/settings';
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
      log.error('no agent was handed over', {
        waitedSeconds: settings.handoverLimitMs / 1000,
        remedy: `see the log of the registrar container; the folder is ${handover.folder}, and AZP_READY_SECONDS sets the limit`,
      });
      return EX_TEMPFAIL;
    }
    await clock.sleep(REGISTRATION.handoverPoll.milliseconds, stop);
  }

  await copyRegistration(handover.folder, home);
  await writeCapabilities(home, settings.capabilities);
  // The registrar will deregister the agent, so it must not get a job any more.
  if (stop.aborted) return 0;
  return supervise({ home, env, flags: handover }, runtime);
}
