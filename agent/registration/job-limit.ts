import { DEREGISTRATION, JOB_LIMIT } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { HandoverFlags } from '../handover/flags';
import type { Runtime } from '../process/runtime';
import type { PodMemory } from './pod-memory';

export interface JobLimitInputs {
  /** How long the job may take. */
  readonly jobMs: number;
  readonly flags: Pick<HandoverFlags, 'set'>;
  readonly memory: Pick<PodMemory, 'jobRunsFor' | 'noteJobBegan'>;
  /** Makes the kubelet end the pod. Never rejects. */
  readonly evict: () => Promise<void>;
}

/**
 * Ends a job that takes longer than it may, counted from its start: an agent may have waited for hours before. First the agent
 * is asked to cancel the job and to report that. If the job still runs after some time, the kubelet is made to evict the pod.
 * A restart of this container does not prolong the job. See docs/decisions/0036.
 */
export class JobLimit {
  readonly #inputs: JobLimitInputs;
  readonly #runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>;
  #counts = false;

  /** @param runtime its `stop` is aborted when the job does not matter any more */
  constructor(inputs: JobLimitInputs, runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>) {
    this.#inputs = inputs;
    this.#runtime = runtime;
  }

  /** Call when the job has begun, as often as that shows. */
  readonly begin = (): void => {
    if (this.#counts || this.#inputs.jobMs === Number.POSITIVE_INFINITY) return;
    this.#counts = true;
    void this.#end();
  };

  async #end(): Promise<void> {
    const { jobMs, evict } = this.#inputs;
    const { clock, log, stop } = this.#runtime;
    const now = clock.now();
    const beganAt = now - (await this.#ranBefore());
    await this.#sleepUntil(beganAt + jobMs + JOB_LIMIT.exceed.milliseconds);
    if (stop.aborted) return;
    log.warn('the job takes longer than it may: the agent is asked to cancel it', {
      limitMinutes: jobMs / 60_000,
      remedy: 'raise jobTimeoutMinutes of the entry above timeoutInMinutes of the pipeline, if the job needs more time',
    });
    await this.#cancel();
    await clock.sleep(JOB_LIMIT.cancel.milliseconds, stop);
    while (!stop.aborted) {
      log.error('the job was not cancelled in time: the pod is ended', { withinSeconds: JOB_LIMIT.cancel.seconds });
      await evict();
      await clock.sleep(DEREGISTRATION.retry.milliseconds, stop);
    }
  }

  /** In milliseconds. Records the start of the job if no earlier process has. Does not throw: the limit applies without a record too. */
  async #ranBefore(): Promise<number> {
    const { memory } = this.#inputs;
    try {
      const ranMs = await memory.jobRunsFor();
      if (ranMs === undefined) await memory.noteJobBegan();
      return ranMs ?? 0;
    } catch (error) {
      this.#runtime.log.warn('cannot record when the job began: after a restart of this container its limit counts anew', {
        reason: reason(error),
      });
      return 0;
    }
  }

  /** In steps, because a timer cannot take longer than 24 days. */
  async #sleepUntil(time: number): Promise<void> {
    const { clock, stop } = this.#runtime;
    while (clock.now() < time && !stop.aborted) await clock.sleep(time - clock.now(), stop);
  }

  /** Does not throw: a job that puts something in the way is evicted. */
  async #cancel(): Promise<void> {
    await this.#inputs.flags.set('cancel-job').catch((error: unknown) => {
      this.#runtime.log.warn('cannot set a handover flag for the agent container', { flag: 'cancel-job', reason: reason(error) });
    });
  }
}
