import { Handover } from '../handover/handover';
import { supervise } from '../listener/supervise';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { copyRegistration } from '../registration/agent-files';
import { writeCapabilities } from '../settings/capabilities';
import type { RunSettings } from '../settings/settings';
import { EX_TEMPFAIL } from './exit-codes';

const pollMs = 100;

/** The container where the job runs: it holds the agent's own key and nothing that outlives the agent. */
export async function run(settings: RunSettings, env: Environment, runtime: Runtime): Promise<number> {
  const { clock, log, stop } = runtime;
  const { home } = settings.folders;
  const signals = new Handover(settings.folders.handover);

  const deadline = clock.now() + settings.readyMs;
  if (!signals.has('ready')) log.info('waiting for the registrar', { folder: signals.folder });
  while (!signals.has('ready')) {
    if (stop.aborted) return 0;
    if (clock.now() >= deadline) {
      log.error('no agent was handed over', {
        waitedSeconds: settings.readyMs / 1000,
        remedy: `see the log of the registrar container; the folder is ${signals.folder}, the limit AZP_READY_SECONDS`,
      });
      return EX_TEMPFAIL;
    }
    await clock.sleep(pollMs, stop);
  }

  await copyRegistration(signals.folder, home);
  await writeCapabilities(home, settings.capabilities);
  // The agent is to be deregistered: no job may come to it any more.
  if (stop.aborted) return 0;
  return supervise({ home, env, signals }, runtime);
}
