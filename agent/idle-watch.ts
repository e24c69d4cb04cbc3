import type { AgentRef, DevOps } from './devops';
import type { Handover } from './handover';
import { reason } from './log';
import type { Runtime } from './runtime';

const pollMs = 5000;

export interface IdleWatch {
  readonly agent: AgentRef;
  readonly devops: DevOps;
  readonly handover: Handover;
  readonly idleMs: number;
}

export type IdleOutcome = 'job started' | 'idle' | 'stopped';

/**
 * Waits until a job has started or the agent was idle for too long. The listener itself waits
 * without limit when its job is cancelled before it is picked up: no message ever comes
 * (microsoft/azure-pipelines-agent#4806).
 */
export async function watchIdle(watch: IdleWatch, runtime: Runtime): Promise<IdleOutcome> {
  const { clock, stop } = runtime;
  const deadline = clock.now() + watch.idleMs;
  for (;;) {
    if (watch.handover.has('job-started')) return 'job started';
    if (stop.aborted) return 'stopped';
    const left = deadline - clock.now();
    if (left <= 0 && (await isIdle(watch, runtime))) return 'idle';
    await clock.sleep(left > 0 ? Math.min(left, pollMs) : pollMs, stop);
  }
}

/**
 * Disables the agent first: only then does "no job is assigned" stay true. A job that was assigned
 * in the meantime still runs on the disabled agent.
 */
async function isIdle({ agent, devops, handover }: IdleWatch, { log }: Runtime): Promise<boolean> {
  try {
    await devops.disable(agent);
    const found = await devops.findAgent(agent);
    return !found?.assignedRequest && !handover.has('job-started');
  } catch (error) {
    log.warn('cannot tell whether the agent is idle', { reason: reason(error) });
    return false;
  }
}
