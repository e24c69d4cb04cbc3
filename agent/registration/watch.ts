import { WATCH } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { AgentRef } from '../../providers/contract/agent-service';
import type { HandoverFlag, HandoverFlags } from '../handover/flags';
import type { Runtime } from '../process/runtime';
import { IdleLimit } from './idle-limit';
import type { JobLimit } from './job-limit';
import type { Noun } from './noun';
import { PollSchedule } from './poll-schedule';

export interface WatchInputs {
  readonly agent: AgentRef;
  readonly flags: HandoverFlags;
  /** How long the agent may wait for a job before it is stopped. Does not apply once a job has begun. */
  readonly idleMs: number;
  /** Asked after that time: whether the agent may go on waiting. @default - it may not */
  readonly mayStay?: (() => Promise<boolean>) | undefined;
  /** An earlier process has watched this agent, and may have changed it. @default false */
  readonly adopted?: boolean;
  /** An earlier process of this pod has recorded that the job has begun. @default false */
  readonly jobRecorded?: boolean;
  /** Called after each poll that shows that the agent has received or ended a job. */
  readonly onJob?: () => void;
  /** @default - a job may take as long as it likes */
  readonly jobLimit?: Pick<JobLimit, 'check'>;
}

/**
 * Why the watch has ended:
 * - `released`: nothing is assigned, and no job came in time or the supervisor asked to stop
 * - `gone`: the agent is not registered any more
 * - `over`: its job is over, and the time in which the listener should end has passed
 * - `stopped`: the container is asked to stop
 */
export type WatchEnd = 'released' | 'gone' | 'over' | 'stopped';

/**
 * - `waiting`: no job yet. When a job begins: `busy`.
 * - `busy`: the agent has its job. When that is over: `over`.
 * - `over`: the listener has some time to end. When a job is assigned after all: `busy`.
 */
export type Phase = 'waiting' | 'busy' | 'over';

/** How one service is polled. */
export interface Polled {
  /** What is watched, for the log. */
  readonly noun: Noun;
  /** The event in the log if a poll fails after the job has begun. */
  readonly failureDuringJob: string;
  /** Called when the job has begun. Says when to poll next. */
  afterJobBegan(): void;
  /**
   * Polls the service, and calls what the answer means for the watch.
   * @param whyStop why the listener may be stopped if nothing is assigned; undefined without a reason
   * @returns why the watch ends; undefined if it goes on
   */
  poll(whyStop: string | undefined): Promise<WatchEnd | undefined>;
}

/**
 * Watches an agent by the handover flags and by polls of the service. A flag says immediately that a job has begun. Polls say so
 * too, because a job can delete flags.
 *
 * The flag `stop` is set only if nothing is or will be assigned: because no job came in time, because the supervisor asks, or
 * because the job is over. The time limit is needed because a listener whose job is cancelled before it is picked up never gets
 * a message, and would wait without end (microsoft/azure-pipelines-agent#4806, actions/actions-runner-controller#4307).
 */
export class Watch {
  readonly #inputs: WatchInputs;
  readonly #polled: Polled;
  readonly #runtime: Runtime;
  readonly #start: number;
  readonly #idleLimit: IdleLimit;
  /** When to poll next. */
  readonly schedule: PollSchedule;
  #phase: Phase = 'waiting';
  /** How long to wait after the next refusal to let the listener stop. */
  #refusalPauseMs = WATCH.retry.milliseconds;
  /** In the phase `over`: the time until which the watch waits for the listener to end. */
  #endBy = 0;

  constructor(inputs: WatchInputs, polled: Polled, runtime: Runtime) {
    this.#inputs = inputs;
    this.#polled = polled;
    this.#runtime = runtime;
    this.#start = runtime.clock.now();
    this.schedule = new PollSchedule(runtime.clock, this.#start + (inputs.adopted ? 0 : this.#interval));
    this.#idleLimit = new IdleLimit(inputs, runtime.clock);
  }

  get phase(): Phase {
    return this.#phase;
  }

  async run(): Promise<WatchEnd> {
    const { clock, stop } = this.#runtime;
    while (!stop.aborted) {
      const end = await this.#check();
      if (end !== undefined) return end;
      await clock.sleep(WATCH.flags.milliseconds, stop);
    }
    return 'stopped';
  }

  get #interval(): number {
    const early = this.#phase === 'waiting' && this.#runtime.clock.now() - this.#start < WATCH.early.milliseconds;
    return early ? WATCH.earlyPoll.milliseconds : WATCH.poll.milliseconds;
  }

  /** Reads the flags, checks the limit of the job, and polls the service when that is due. */
  async #check(): Promise<WatchEnd | undefined> {
    const { flags } = this.#inputs;
    if (this.#phase === 'waiting' && (flags.has('job-taken') || flags.has('job-started'))) this.jobBegan('the listener says so');
    if (this.#phase === 'busy') await this.#inputs.jobLimit?.check();
    const whyStop = this.#whyStop();
    if (!this.schedule.isDue({ early: whyStop !== undefined })) return undefined;
    try {
      const end = await this.#polled.poll(whyStop);
      this.schedule.noteSuccess();
      return end;
    } catch (error) {
      const waitMs = this.schedule.pauseAfter(error);
      const { noun, failureDuringJob } = this.#polled;
      const failure = this.#phase === 'waiting' ? `cannot tell whether the ${noun} is idle` : failureDuringJob;
      this.#runtime.log.warn(failure, { reason: reason(error), inSeconds: Math.round(waitMs / 1000) });
      return undefined;
    }
  }

  /** Why the listener may be stopped if nothing is assigned; undefined without a reason. */
  #whyStop(): string | undefined {
    if (this.#inputs.flags.has('may-i-stop')) return 'asked';
    return this.#phase === 'waiting' && this.#idleLimit.hasPassed() ? 'no job came in time' : undefined;
  }

  jobBegan(because: string): void {
    this.#runtime.log.info(`the job has begun: the ${this.#polled.noun} takes no further job`, { because });
    this.#phase = 'busy';
    this.#polled.afterJobBegan();
  }

  /** The service says that a job is assigned. */
  noteAssigned(): undefined {
    this.#phase = 'busy';
    this.pollLater();
  }

  /**
   * The listener must not be stopped yet: a job is assigned. The next answer takes twice as long, up to a minute: a job can ask again
   * and again, and each time costs a call.
   */
  async refuseStop(): Promise<undefined> {
    await this.#setFlag('job-assigned');
    this.#phase = 'busy';
    this.schedule.pause(this.#refusalPauseMs);
    this.#refusalPauseMs = Math.min(this.#refusalPauseMs * 2, WATCH.longestRetry.milliseconds);
  }

  /** Call after each poll that shows that the job is over. The listener gets some time to end. The last poll is at the end of it. */
  async noteOver(): Promise<WatchEnd | undefined> {
    if (this.#phase !== 'over') return this.expectEnd('its job is over');
    if (this.#runtime.clock.now() >= this.#endBy) return this.allowStop('over', 'its job is over');
    this.schedule.pollAt(this.#endBy);
    return undefined;
  }

  expectEnd(because: string): undefined {
    this.#runtime.log.info('the listener is expected to end', { because, withinSeconds: WATCH.listenerEnd.milliseconds / 1000 });
    this.#phase = 'over';
    this.#endBy = this.#runtime.clock.now() + WATCH.listenerEnd.milliseconds;
    this.schedule.pollAt(this.#endBy);
  }

  pollLater(): undefined {
    this.schedule.pollIn(this.#interval);
  }

  async allowStop(end: WatchEnd, because: string): Promise<WatchEnd> {
    this.#runtime.log.info(`the ${this.#polled.noun} may stop`, { because });
    await this.#setFlag('stop');
    return end;
  }

  /** Does not throw: a job that fills the folder, or puts something in the way, only harms itself. */
  async #setFlag(flag: HandoverFlag): Promise<void> {
    await this.#inputs.flags.set(flag).catch((error: unknown) => {
      this.#runtime.log.warn('cannot set a handover flag for the container of the job', { flag, reason: reason(error) });
    });
  }
}
