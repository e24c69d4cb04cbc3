import { WATCH } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { Agent, AgentRef, AgentService } from '../../providers/contract/agent-service';
import type { HandoverFlag, HandoverFlags } from '../handover/flags';
import type { Runtime } from '../process/runtime';
import { IdleLimit } from './idle-limit';
import type { JobLimit } from './job-limit';
import { PollSchedule } from './poll-schedule';

export interface AgentWatchInputs {
  readonly agent: AgentRef;
  readonly service: Pick<AgentService, 'disable' | 'findAgent'>;
  readonly flags: HandoverFlags;
  /** How long the agent may wait for a job before it is stopped. Does not apply once a job has begun. */
  readonly idleMs: number;
  /** Asked after that time: whether the agent may go on waiting. @default - it may not */
  readonly mayStay?: (() => Promise<boolean>) | undefined;
  /** An earlier process has watched this agent, and may have disabled it. @default false */
  readonly adopted?: boolean;
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
 * Makes sure that an agent runs one job and no other. Once its job has begun, the agent is disabled and kept disabled; the
 * job continues. Otherwise a job could read the agent's key and leave a listener behind that takes the next jobs.
 *
 * A handover flag says immediately that a job has begun. Polls of the service say so too, because a job can delete flags.
 *
 * The flag `stop` is set only if nothing is or will be assigned: because no job came in time, because the supervisor asks, or
 * because the job is over. The time limit is needed because a listener whose job is cancelled before it is picked up
 * never gets a message, and would wait without end (microsoft/azure-pipelines-agent#4806).
 */
export function watchAgent(inputs: AgentWatchInputs, runtime: Runtime): Promise<WatchEnd> {
  return new AgentWatch(inputs, runtime).run();
}

/**
 * - `waiting`: no job yet. When a job begins: `busy`. When the agent is found disabled: `over`.
 * - `busy`: the agent is disabled and kept so. When nothing is assigned any more: `over`.
 * - `over`: the listener has some time to end. When a job is assigned after all: `busy`.
 */
type Phase = 'waiting' | 'busy' | 'over';

class AgentWatch {
  readonly #inputs: AgentWatchInputs;
  readonly #runtime: Runtime;
  readonly #start: number;
  readonly #schedule: PollSchedule;
  readonly #idleLimit: IdleLimit;
  #phase: Phase = 'waiting';
  /** This process has disabled the agent, and has not found it enabled since. */
  #disabled = false;
  /** In the phase `over`: the time until which the watch waits for the listener to end. */
  #endBy = 0;

  constructor(inputs: AgentWatchInputs, runtime: Runtime) {
    this.#inputs = inputs;
    this.#runtime = runtime;
    this.#start = runtime.clock.now();
    this.#schedule = new PollSchedule(runtime.clock, this.#start + (inputs.adopted ? 0 : this.#interval));
    this.#idleLimit = new IdleLimit(inputs, runtime.clock);
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
    if (this.#phase === 'waiting' && (flags.has('job-taken') || flags.has('job-started'))) this.#jobBegan('the listener says so');
    if (this.#phase === 'busy') await this.#inputs.jobLimit?.check();
    const whyStop = this.#whyStop();
    if (!this.#schedule.isDue({ early: whyStop !== undefined })) return undefined;
    try {
      const end = await this.#poll(whyStop);
      this.#schedule.noteSuccess();
      return end;
    } catch (error) {
      const waitMs = this.#schedule.pauseAfter(error);
      const failure =
        this.#phase === 'waiting' ? 'cannot tell whether the agent is idle' : 'cannot make sure that the agent takes no further job';
      this.#runtime.log.warn(failure, { reason: reason(error), inSeconds: Math.round(waitMs / 1000) });
      return undefined;
    }
  }

  /** Why the listener may be stopped if nothing is assigned; undefined without a reason. */
  #whyStop(): string | undefined {
    if (this.#inputs.flags.has('may-i-stop')) return 'asked';
    return this.#phase === 'waiting' && this.#idleLimit.hasPassed() ? 'no job came in time' : undefined;
  }

  /** Disables the agent first where that is needed. Otherwise a job could be assigned after the check. */
  async #poll(whyStop: string | undefined): Promise<WatchEnd | undefined> {
    const { agent, service } = this.#inputs;
    if (!this.#disabled && (whyStop !== undefined || this.#phase !== 'waiting')) {
      this.#disabled = await service.disable(agent);
      // The job has just begun, so there is nothing else to see yet.
      if (this.#disabled && whyStop === undefined && this.#phase === 'busy') return this.#pollLater();
    }
    const found = await service.findAgent(agent);
    if (found?.assignedRequest?.receiveTime !== undefined || found?.lastCompletedRequest) this.#inputs.onJob?.();
    const enabledAgain = found?.enabled === true && this.#disabled;
    if (enabledAgain) this.#disableAgain();
    if (whyStop !== undefined) return enabledAgain ? undefined : this.#releaseIfFree(whyStop, found);
    if (this.#phase === 'waiting') return this.#whileWaiting(found);
    const end = await this.#afterJobBegan(found);
    if (enabledAgain) this.#schedule.pollIn(0);
    return end;
  }

  async #releaseIfFree(whyStop: string, found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (!found?.assignedRequest) return this.#allowStop('released', whyStop);
    await this.#setFlag('job-assigned');
    this.#phase = 'busy';
    this.#schedule.pause(WATCH.retry.milliseconds);
    return undefined;
  }

  async #whileWaiting(found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (found === undefined) return this.#allowStop('gone', 'it is not registered any more');
    if (found.assignedRequest || found.lastCompletedRequest) this.#jobBegan('the service says so');
    // Disabled by an earlier process of this pod, after its job or to stop it, or by a user.
    else if (!found.enabled) this.#expectEnd('it is disabled and has no job');
    else this.#pollLater();
    return undefined;
  }

  async #afterJobBegan(found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (found?.assignedRequest) {
      this.#phase = 'busy';
      return this.#pollLater();
    }
    if (this.#phase !== 'over') return this.#expectEnd('its job is over');
    if (this.#runtime.clock.now() >= this.#endBy) return this.#allowStop('over', 'its job is over');
    this.#schedule.pollAt(this.#endBy);
    return undefined;
  }

  #jobBegan(because: string): void {
    this.#runtime.log.info('the job has begun: the agent takes no further job', { because });
    this.#phase = 'busy';
    // Each job needs this one call: a pause after an earlier failure must not delay it.
    this.#schedule.pollNow();
  }

  #expectEnd(because: string): undefined {
    this.#runtime.log.info('the listener is expected to end', { because, withinSeconds: WATCH.listenerEnd.milliseconds / 1000 });
    this.#phase = 'over';
    this.#endBy = this.#runtime.clock.now() + WATCH.listenerEnd.milliseconds;
    this.#schedule.pollAt(this.#endBy);
  }

  #disableAgain(): void {
    this.#runtime.log.error('somebody has enabled the agent again: disabling it, because it must take no further job', {
      ...this.#inputs.agent,
      remedy: 'no one needs to enable an agent, because each is created for one job; the audit log of the organisation may show who did',
    });
    this.#disabled = false;
    this.#schedule.pause(WATCH.retry.milliseconds);
  }

  #pollLater(): undefined {
    this.#schedule.pollIn(this.#interval);
  }

  async #allowStop(end: WatchEnd, because: string): Promise<WatchEnd> {
    this.#runtime.log.info('the agent may stop', { because });
    await this.#setFlag('stop');
    return end;
  }

  /** Does not throw: a job that fills the folder, or puts something in the way, only harms itself. */
  async #setFlag(flag: HandoverFlag): Promise<void> {
    await this.#inputs.flags.set(flag).catch((error: unknown) => {
      this.#runtime.log.warn('cannot set a handover flag for the agent container', { flag, reason: reason(error) });
    });
  }
}
