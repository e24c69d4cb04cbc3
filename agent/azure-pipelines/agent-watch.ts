import { WATCH } from '../../config/timings';
import type { Agent, AgentService } from '../../providers/contract/agent-service';
import type { Runtime } from '../process/runtime';
import { type Polled, Watch, type WatchEnd, type WatchInputs } from '../registration/watch';

export interface AgentWatchInputs extends WatchInputs {
  readonly service: Pick<AgentService, 'disable' | 'findAgent'>;
}

/**
 * Makes sure that an agent runs one job and no other. Once its job has begun, the agent is disabled and kept disabled; the
 * job continues. Otherwise a job could read the agent's key and leave a listener behind that takes the next jobs.
 *
 * An agent that is found disabled without a job is over: an earlier process of this pod has disabled it, after its job or to
 * stop it, or a user has.
 */
export function watchAgent(inputs: AgentWatchInputs, runtime: Runtime): Promise<WatchEnd> {
  return new AgentWatch(inputs, runtime).run();
}

class AgentWatch implements Polled {
  readonly noun = 'agent';
  readonly failureDuringJob = 'cannot make sure that the agent takes no further job';
  readonly #inputs: AgentWatchInputs;
  readonly #runtime: Runtime;
  readonly #watch: Watch;
  /** This process has disabled the agent, and has not found it enabled since. */
  #disabled = false;

  constructor(inputs: AgentWatchInputs, runtime: Runtime) {
    this.#inputs = inputs;
    this.#runtime = runtime;
    this.#watch = new Watch(inputs, this, runtime);
  }

  run(): Promise<WatchEnd> {
    return this.#watch.run();
  }

  /** Each job needs this one call: a pause after an earlier failure must not delay it. */
  afterJobBegan(): void {
    this.#watch.schedule.pollNow();
  }

  /** Disables the agent first where that is needed. Otherwise a job could be assigned after the check. */
  async poll(whyStop: string | undefined): Promise<WatchEnd | undefined> {
    const { agent, service } = this.#inputs;
    const watch = this.#watch;
    if (!this.#disabled && (whyStop !== undefined || watch.phase !== 'waiting')) {
      this.#disabled = await service.disable(agent);
      // The job has just begun, so there is nothing else to see yet.
      if (this.#disabled && whyStop === undefined && watch.phase === 'busy') return watch.pollLater();
    }
    const found = await service.findAgent(agent);
    if (found?.assignedRequest?.receiveTime !== undefined || found?.lastCompletedRequest) this.#inputs.onJob?.();
    const enabledAgain = found?.enabled === true && this.#disabled;
    if (enabledAgain) this.#disableAgain();
    if (whyStop !== undefined) return enabledAgain ? undefined : this.#releaseIfFree(whyStop, found);
    if (watch.phase === 'waiting') return this.#whileWaiting(found);
    const end = found?.assignedRequest ? watch.noteAssigned() : await watch.noteOver();
    if (enabledAgain) watch.schedule.pollIn(0);
    return end;
  }

  async #releaseIfFree(whyStop: string, found: Agent | undefined): Promise<WatchEnd | undefined> {
    return found?.assignedRequest ? this.#watch.refuseStop() : this.#watch.allowStop('released', whyStop);
  }

  async #whileWaiting(found: Agent | undefined): Promise<WatchEnd | undefined> {
    const watch = this.#watch;
    if (found === undefined) return watch.allowStop('gone', 'it is not registered any more');
    if (found.assignedRequest || found.lastCompletedRequest) watch.jobBegan('the service says so');
    else if (!found.enabled) watch.expectEnd('it is disabled and has no job');
    else watch.pollLater();
    return undefined;
  }

  #disableAgain(): void {
    this.#runtime.log.error('somebody has enabled the agent again: disabling it, because it must take no further job', {
      ...this.#inputs.agent,
      remedy: 'no one needs to enable an agent, because each is created for one job; the audit log of the organisation may show who did',
    });
    this.#disabled = false;
    this.#watch.schedule.pause(WATCH.retry.milliseconds);
  }
}
