import { WATCH } from '../../config/timings';
import type { DevOps } from '../../providers/azure-devops/client/client';
import type { Agent, AgentRef } from '../../providers/contract/agent-service';
import { waitAfter } from '../../providers/contract/service-error';
import type { Signal, Signals } from '../handover/flags';
import { reason } from '../process/log';
import type { Runtime } from '../process/runtime';

export interface AgentWatch {
  readonly agent: AgentRef;
  readonly devops: Pick<DevOps, 'disable' | 'findAgent'>;
  readonly signals: Signals;
  /** An agent that got no job for so long is stopped. The time does not run once a job has begun. */
  readonly idleMs: number;
  /** A former process has watched this agent: it may have disabled it. @default false */
  readonly adopted?: boolean;
  /** Told once Azure DevOps says that the agent has received a job, or has ended one. */
  readonly onJob?: () => void;
}

/**
 * Why the watch has ended:
 * - `released`: no job came in time, or the one who runs the listener asked, and nothing is assigned
 * - `gone`: the agent is not registered any more
 * - `over`: its job is over, and the listener has had its time to end
 * - `stopped`: the container is asked to stop
 */
export type WatchEnd = 'released' | 'gone' | 'over' | 'stopped';

/**
 * Sees to it that an agent runs one job and no other. Once its job has begun the agent is disabled, and kept so: a job can
 * read the agent's key, and could leave a listener behind that takes the next ones. A running job goes on.
 *
 * That a job has begun is told by the signals, at once, and by Azure DevOps, at an interval: a job can delete signals. The
 * signal `stop` is set only when nothing is or will be assigned: because no job came in time, because the one who runs the
 * listener asks, or because the job is over. A listener without a job waits without limit when its job is cancelled before it
 * is picked up: no message ever comes (microsoft/azure-pipelines-agent#4806).
 */
export function watchAgent(watch: AgentWatch, runtime: Runtime): Promise<WatchEnd> {
  return new Watch(watch, runtime).run();
}

/**
 * - `waiting`: no job yet. A job begins: `busy`. It is found disabled: `over`.
 * - `busy`: to be disabled, and kept so. Nothing is assigned any more: `over`.
 * - `over`: the listener has some time to end. Something is assigned after all: `busy`.
 */
type Phase = 'waiting' | 'busy' | 'over';

class Watch {
  readonly #watch: AgentWatch;
  readonly #runtime: Runtime;
  readonly #start: number;
  #phase: Phase = 'waiting';
  /** Whether this process has disabled the agent, as far as it knows. */
  #disabled = false;
  /** When to ask Azure DevOps next, without a reason to do so earlier. */
  #askAt: number;
  /** Whatever the reason, it is not asked earlier. */
  #notBefore = 0;
  /** In the phase `over`: until when the listener may end by itself. */
  #overAt = 0;
  #retryMs = WATCH.retry.milliseconds;

  constructor(watch: AgentWatch, runtime: Runtime) {
    this.#watch = watch;
    this.#runtime = runtime;
    this.#start = runtime.clock.now();
    this.#askAt = this.#start + (watch.adopted ? 0 : this.#interval);
  }

  async run(): Promise<WatchEnd> {
    const { clock, stop } = this.#runtime;
    while (!stop.aborted) {
      const end = await this.#look();
      if (end !== undefined) return end;
      await clock.sleep(WATCH.flags.milliseconds, stop);
    }
    return 'stopped';
  }

  get #interval(): number {
    const early = this.#phase === 'waiting' && this.#runtime.clock.now() - this.#start < WATCH.early.milliseconds;
    return early ? WATCH.earlyPoll.milliseconds : WATCH.poll.milliseconds;
  }

  /** Looks at the signals, and asks Azure DevOps when it is time or there is a reason. */
  async #look(): Promise<WatchEnd | undefined> {
    const { clock, log } = this.#runtime;
    const { signals } = this.#watch;
    const now = clock.now();
    if (this.#phase === 'waiting' && (signals.has('job-taken') || signals.has('job-started'))) this.#begin('the listener says so');
    const leave = this.#leave(now);
    if (now < this.#notBefore || (now < this.#askAt && leave === undefined)) return undefined;
    try {
      const end = await this.#ask(leave);
      this.#retryMs = WATCH.retry.milliseconds;
      return end;
    } catch (error) {
      const waitMs = waitAfter(error, this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, WATCH.longestRetry.milliseconds);
      this.#notBefore = clock.now() + waitMs;
      const aim =
        this.#phase === 'waiting' ? 'cannot tell whether the agent is idle' : 'cannot see to it that the agent takes no further job';
      log.warn(aim, { reason: reason(error), inSeconds: Math.round(waitMs / 1000) });
      return undefined;
    }
  }

  /** Why the listener may be ended if nothing is assigned; undefined without a reason. */
  #leave(now: number): string | undefined {
    const { signals, idleMs } = this.#watch;
    if (signals.has('may-i-stop')) return 'asked';
    return this.#phase === 'waiting' && now >= this.#start + idleMs ? 'no job came in time' : undefined;
  }

  /** Disables the agent where it has to be: only then does "no job is assigned" stay true. */
  async #ask(leave: string | undefined): Promise<WatchEnd | undefined> {
    const { agent, devops } = this.#watch;
    if (!this.#disabled && (leave !== undefined || this.#phase !== 'waiting')) {
      this.#disabled = await devops.disable(agent);
      // The job has just begun: there is nothing else to see yet.
      if (this.#disabled && leave === undefined && this.#phase === 'busy') return this.#askAgainIn(this.#interval);
    }
    const found = await devops.findAgent(agent);
    if (found?.assignedRequest?.receiveTime !== undefined || found?.lastCompletedRequest) this.#watch.onJob?.();
    const enabledAgain = found?.enabled === true && this.#disabled;
    if (enabledAgain) this.#disableAgain();
    if (leave !== undefined) return enabledAgain ? undefined : this.#answer(leave, found);
    if (this.#phase === 'waiting') return this.#whileWaiting(found);
    const end = await this.#afterBegin(found);
    if (enabledAgain) this.#askAt = 0;
    return end;
  }

  async #answer(leave: string, found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (!found?.assignedRequest) return this.#finish('released', leave);
    await this.#say('job-assigned');
    this.#phase = 'busy';
    this.#notBefore = this.#runtime.clock.now() + WATCH.retry.milliseconds;
    return undefined;
  }

  async #whileWaiting(found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (found === undefined) return this.#finish('gone', 'it is not registered any more');
    if (found.assignedRequest || found.lastCompletedRequest) this.#begin('Azure DevOps says so');
    // By a former process of this pod, whose job is over or that let it go; or by a user.
    else if (!found.enabled) this.#end('it is disabled and has no job');
    else this.#askAgainIn(this.#interval);
    return undefined;
  }

  async #afterBegin(found: Agent | undefined): Promise<WatchEnd | undefined> {
    if (found?.assignedRequest) {
      this.#phase = 'busy';
      return this.#askAgainIn(this.#interval);
    }
    if (this.#phase !== 'over') return this.#end('its job is over');
    if (this.#isTimeUp) return this.#finish('over', 'its job is over');
    this.#askAt = this.#overAt;
    return undefined;
  }

  #begin(because: string): void {
    this.#runtime.log.info('the job has begun, the agent takes no further one', { because });
    this.#phase = 'busy';
    this.#askAt = 0;
    // One call that each job needs once: a failure of an earlier question must not put it off.
    this.#notBefore = 0;
    this.#retryMs = WATCH.retry.milliseconds;
  }

  /** The listener has had its time to end. */
  get #isTimeUp(): boolean {
    return this.#phase === 'over' && this.#runtime.clock.now() >= this.#overAt;
  }

  #end(because: string): undefined {
    this.#runtime.log.info('the listener is expected to end', { because, withinSeconds: WATCH.listenerEnd.milliseconds / 1000 });
    this.#phase = 'over';
    this.#overAt = this.#runtime.clock.now() + WATCH.listenerEnd.milliseconds;
    this.#askAt = this.#overAt;
  }

  #disableAgain(): void {
    this.#runtime.log.error('somebody has enabled the agent again: disabling it, since it is to take no further job', {
      ...this.#watch.agent,
      remedy: 'nobody needs to do that: agents are made for one job each; the auditing of the organisation may tell who it was',
    });
    this.#disabled = false;
    this.#notBefore = this.#runtime.clock.now() + WATCH.retry.milliseconds;
  }

  #askAgainIn(ms: number): undefined {
    this.#askAt = this.#runtime.clock.now() + ms;
  }

  async #finish(end: WatchEnd, because: string): Promise<WatchEnd> {
    this.#runtime.log.info('the agent may stop', { because });
    await this.#say('stop');
    return end;
  }

  /** A job may have filled the folder, or put something in the way: that is its own loss. */
  async #say(signal: Signal): Promise<void> {
    await this.#watch.signals.set(signal).catch((error: unknown) => {
      this.#runtime.log.warn('the agent container cannot be told', { signal, reason: reason(error) });
    });
  }
}
