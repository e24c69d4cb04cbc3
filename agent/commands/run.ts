import { copyRegistration } from '../agent-files';
import { writeCapabilities } from '../capabilities';
import { Handover } from '../handover';
import type { Runtime } from '../runtime';
import type { RunSettings } from '../settings';
import type { Environment } from '../start-process';
import { supervise } from '../supervise';

const pollMs = 500;

/** The container where the job runs: it holds the agent's own key and nothing that outlives the agent. */
export async function run(settings: RunSettings, env: Environment, runtime: Runtime): Promise<number> {
  const { home } = settings.folders;
  const handover = new Handover(settings.folders.handover);
  const shouldStop = () => runtime.stop.aborted || handover.has('stop');

  const deadline = runtime.clock.now() + settings.readyMs;
  while (!handover.has('ready')) {
    if (shouldStop()) return 0;
    if (runtime.clock.now() >= deadline) {
      runtime.log.error('no agent was handed over', {
        waitedSeconds: settings.readyMs / 1000,
        remedy: `see the log of the registrar container; the folder is ${handover.folder}, the limit AZP_READY_SECONDS`,
      });
      return 1;
    }
    await runtime.clock.sleep(pollMs, runtime.stop);
  }

  await copyRegistration(handover.folder, home);
  await writeCapabilities(home, settings.capabilities);
  return supervise({ home, env, shouldStop, onJobStarted: () => handover.mark('job-started') }, runtime);
}
