import type { AgentRef, DevOps } from '../azure-devops/client';
import { waitAfter } from '../azure-devops/error';
import { reason } from './log';
import type { Runtime } from './runtime';
import type { Signals } from './signals';

/** How often the signals are looked at. */
const pollMs = 1000;
/** How soon to ask Azure DevOps again while a job is assigned. */
const retryMs = 5000;

export interface AgentWatch {
  readonly agent: AgentRef;
  readonly devops: DevOps;
  readonly signals: Signals;
  /** An agent that got no job for so long is stopped. The time does not run once a job has started. */
  readonly idleMs: number;
}

/**
 * Waits until the agent may be stopped without losing a job, because no job came in time or because the one who runs the
 * listener asks; then says so. The listener itself waits without limit when its job is cancelled before it is picked up:
 * no message ever comes (microsoft/azure-pipelines-agent#4806).
 */
export async function watchAgent(watch: AgentWatch, runtime: Runtime): Promise<'released' | 'stopped'> {
  const { clock, log, stop } = runtime;
  const { signals } = watch;
  const idleFrom = clock.now() + watch.idleMs;
  while (!stop.aborted) {
    const idle = clock.now() >= idleFrom && !signals.has('job-started');
    if (!idle && !signals.has('may-i-stop')) {
      await clock.sleep(pollMs, stop);
      continue;
    }
    const release = await tryRelease(watch, runtime);
    if (release === 'free') {
      log.info('the agent may stop', { because: idle ? 'no job came in time' : 'asked' });
      await signals.set('stop');
      return 'released';
    }
    await clock.sleep(release.waitMs, stop);
  }
  return 'stopped';
}

/**
 * Takes the agent out of service. It is disabled first: only then does "no job is assigned" stay true. A job that was
 * assigned in the meantime still runs on the disabled agent.
 */
async function tryRelease({ agent, devops, signals }: AgentWatch, { log }: Runtime): Promise<'free' | { readonly waitMs: number }> {
  try {
    const found = (await devops.disable(agent)) ? await devops.findAgent(agent) : undefined;
    if (found?.assignedRequest) await signals.set('job-assigned');
    // Still enabled: somebody has enabled it again in between, and a job may follow.
    return found?.assignedRequest || found?.enabled ? { waitMs: retryMs } : 'free';
  } catch (error) {
    const waitMs = waitAfter(error, retryMs);
    log.warn('cannot tell whether the agent is idle', { reason: reason(error), inSeconds: Math.round(waitMs / 1000) });
    return { waitMs };
  }
}
