import { DEREGISTRATION, JOB_LIMIT } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { HandoverFlags } from '../handover/flags';
import type { Runtime } from '../process/runtime';
import type { Noun } from './noun';
import type { PodMemory } from './pod-memory';

export interface JobLimitInputs {
  /** How long the job may take. */
  readonly jobMs: number;
  /** What runs the job, for the log. */
  readonly noun: Noun;
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
  readonly #runtime: Pick<Runtime, 'clock' | 'log'>;
  /** When the next step is due. Undefined before the job has begun. */
  #due: number | undefined;
  #cancelled = false;

  constructor(inputs: JobLimitInputs, runtime: Pick<Runtime, 'clock' | 'log'>) {
    this.#inputs = inputs;
    this.#runtime = runtime;
  }

  /** Takes the next step if it is due. Call often while the job runs; the first call notes its start. Does not throw. */
  async check(): Promise<void> {
    const { jobMs, noun, evict } = this.#inputs;
    const { clock, log } = this.#runtime;
    if (jobMs === Number.POSITIVE_INFINITY) return;
    const now = clock.now();
    this.#due ??= now - (await this.#ranBefore()) + jobMs + JOB_LIMIT.exceed.milliseconds;
    if (now < this.#due) return;
    if (!this.#cancelled) {
      log.warn(`the job takes longer than it may: the ${noun} is asked to cancel it`, {
        limitMinutes: jobMs / 60_000,
        remedy:
          "if the job needs more time, raise jobTimeoutMinutes of the entry above the job's own limit: timeoutInMinutes of a pipeline, timeout-minutes of a workflow",
      });
      await this.#cancel();
      this.#due = now + JOB_LIMIT.cancel.milliseconds;
    } else {
      log.error('the job was not cancelled in time: the pod is ended', { withinSeconds: JOB_LIMIT.cancel.seconds });
      await evict();
      this.#due = now + DEREGISTRATION.retry.milliseconds;
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

  /** Does not throw: a job that puts something in the way is evicted. */
  async #cancel(): Promise<void> {
    this.#cancelled = true;
    await this.#inputs.flags.set('cancel-job').catch((error: unknown) => {
      this.#runtime.log.warn('cannot set a handover flag for the container of the job', { flag: 'cancel-job', reason: reason(error) });
    });
  }
}
