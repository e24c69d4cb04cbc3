import type { GitHub } from '../../../providers/github/client/client';
import type { Runtime } from '../../process/runtime';
import { type Polled, Watch, type WatchEnd, type WatchInputs } from '../../registration/watch';

export interface RunnerWatchInputs extends WatchInputs {
  readonly client: Pick<GitHub, 'findRunner' | 'removeRunner'>;
}

/**
 * Watches a runner: sees its job, stops it if none comes, and notices that its job is over or that it waits in vain.
 *
 * That it runs one job and no other, GitHub ensures: its registration is ephemeral, which `decodeJitConfig` checks. GitHub
 * assigns one job to it and ends the registration with that job, so the files that the job can read are worth nothing after it.
 * There is nothing to disable, and no such call. What is left to do here:
 *
 * - A runner without a job is removed before it is stopped. Only the answer to the removal says without a race whether it has a
 *   job: `busy` means that it has, and it is left alone (actions-runner-controller, ephemeralrunnerset_controller.go). The
 *   handover flags, which a job can set and delete, never decide that.
 * - A runner whose registration is gone gets no job any more, though its process may wait for one without end
 *   (actions/runner#4617: the assignment of a job was lost). It is stopped.
 * - A job that keeps the container running after its end, or prevents that flags are set, does so with a runner that is gone.
 *   The registrar then makes the kubelet evict the pod.
 */
export function watchRunner(inputs: RunnerWatchInputs, runtime: Runtime): Promise<WatchEnd> {
  return new RunnerWatch(inputs, runtime).run();
}

class RunnerWatch implements Polled {
  readonly noun = 'runner';
  readonly failureDuringJob = 'cannot tell whether the job is over';
  readonly #inputs: RunnerWatchInputs;
  readonly #watch: Watch;

  constructor(inputs: RunnerWatchInputs, runtime: Runtime) {
    this.#inputs = inputs;
    this.#watch = new Watch(inputs, this, runtime);
  }

  run(): Promise<WatchEnd> {
    // GitHub does not say whether a registered runner has a job, and a job may have deleted the flags before a restart.
    if (this.#inputs.jobRecorded) this.#watch.jobBegan('it was recorded before a restart');
    return this.#watch.run();
  }

  afterJobBegan(): void {
    this.#watch.pollLater();
  }

  async poll(whyStop: string | undefined): Promise<WatchEnd | undefined> {
    const { agent, client } = this.#inputs;
    const watch = this.#watch;
    if (whyStop !== undefined) return this.#remove('released', whyStop);
    const isRegistered = (await client.findRunner(agent.agentId)) !== undefined;
    if (watch.phase === 'waiting') return isRegistered ? watch.pollLater() : this.#remove('gone', 'it is not registered any more');
    // Registered until its job is over.
    return isRegistered ? watch.noteAssigned() : watch.noteOver();
  }

  /** Lets the listener stop, unless it has a job. */
  async #remove(end: WatchEnd, because: string): Promise<WatchEnd | undefined> {
    const { agent, client, onJob } = this.#inputs;
    if ((await client.removeRunner(agent.agentId)) !== 'busy') return this.#watch.allowStop(end, because);
    onJob?.();
    return this.#watch.refuseStop();
  }
}
