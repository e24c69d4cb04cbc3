import { DEREGISTRATION, WATCH } from '../../config/timings';
import type { AgentRef } from '../../providers/contract/agent-service';
import { retrying } from '../../providers/contract/retrying';
import { Handover } from '../handover/handover';
import { evictThisPod } from '../kubernetes/eviction';
import { markTaken, type TakenReason } from '../kubernetes/taken';
import { reason } from '../process/log';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { copyRegistration, forgetRegistration } from '../registration/agent-files';
import { type WatchEnd, watchAgent } from '../registration/agent-watch';
import { PodMemory } from '../registration/pod-memory';
import { Registration } from '../registration/registration';
import type { RegisterSettings } from '../settings/settings';

/**
 * The native sidecar: the only container with a credential. It registers the agent, hands it over, sees to it that it runs
 * one job, and deregisters it. When the container of the job does not end by itself then, it has the kubelet end the pod.
 *
 * It goes on until SIGTERM even when the agent is deregistered already: the kubelet restarts a native sidecar that exits.
 */
export function register(settings: RegisterSettings, env: Environment, runtime: Runtime): Promise<number> {
  return new Registrar(settings, env, runtime).run();
}

class Registrar {
  readonly #settings: RegisterSettings;
  readonly #runtime: Runtime;
  readonly #signals: Handover;
  readonly #memory: PodMemory;
  readonly #registration: Registration;
  /** Azure DevOps says that the agent has received a job. */
  #jobSeen = false;

  constructor(settings: RegisterSettings, env: Environment, runtime: Runtime) {
    this.#settings = settings;
    this.#runtime = runtime;
    this.#signals = new Handover(settings.folders.handover);
    this.#memory = new PodMemory(settings.stateFolder);
    this.#registration = new Registration(settings, env, runtime);
  }

  async run(): Promise<number> {
    const known = await this.#memory.handedOver();
    const adopted = known !== undefined || this.#signals.has('ready');
    const agent = known ?? (adopted ? await this.#adopt() : await this.#registerAndHandOver());
    if (known !== undefined) this.#runtime.log.info('adopting the registered agent', { ...known });
    const marked = this.#markTaken();
    await this.#untilListenerEnds(await this.#watch(agent, adopted));
    const gone = await this.#deregister(agent);
    await marked;
    return gone ? 0 : 1;
  }

  /**
   * This container was restarted, and has no memory of its own: the listener works with the key that was handed over, and gets
   * no second one. The agent is found by its name, not by what stands in the handover: a job can write there, and could name any
   * agent to be deleted. However long that takes: a sidecar that gives up and is started anew, at growing intervals, does nothing in between.
   */
  async #adopt(): Promise<AgentRef | undefined> {
    const { clock, log, stop } = this.#runtime;
    const onWait = (error: unknown) => log.warn('looking for the agent again', { reason: reason(error) });
    const patience = { clock, deadline: Number.POSITIVE_INFINITY, stop, onWait, isRetryable: () => true };
    const agent = await retrying(() => this.#registration.find(), patience).catch((error: unknown) => {
      if (stop.aborted) return undefined;
      throw error;
    });
    if (agent !== undefined) log.info('adopting the registered agent', { ...agent });
    else if (!stop.aborted) log.info('the agent is gone already');
    return agent;
  }

  async #registerAndHandOver(): Promise<AgentRef> {
    const { home } = this.#settings.folders;
    const agent = await this.#registration.register();
    try {
      await copyRegistration(home, this.#signals.folder);
      await forgetRegistration(home);
      // Before the job can begin, and no earlier: until then a new start may register anew.
      await this.#memory.noteHandedOver(agent);
      await this.#signals.set('ready');
      return agent;
    } catch (error) {
      await this.#registration.deregister(agent);
      throw error;
    }
  }

  #markTaken(): Promise<void> | undefined {
    const { kubernetes, agentName } = this.#settings;
    const why = (): TakenReason | undefined => {
      if (this.#jobSeen || this.#signals.has('job-started')) return 'JobStarted';
      return this.#signals.has('stop') ? 'Leaving' : undefined;
    };
    return kubernetes && markTaken({ name: agentName, kubernetes }, why, this.#runtime);
  }

  async #watch(agent: AgentRef | undefined, adopted: boolean): Promise<WatchEnd> {
    const { idleMs } = this.#settings;
    if (agent === undefined) {
      await this.#signals.set('stop').catch(() => {});
      return 'gone';
    }
    const onJob = () => {
      this.#jobSeen = true;
    };
    const { devops } = this.#registration;
    const watch = { agent, devops, signals: this.#signals, idleMs, adopted, onJob };
    return watchAgent(watch, this.#runtime);
  }

  /** The listener closes its session first. Once its container has ended the kubelet sends SIGTERM; otherwise the agent is out of service. */
  async #untilListenerEnds(end: WatchEnd): Promise<void> {
    const { clock, log, stop } = this.#runtime;
    // After a job the watch has waited already.
    if (end !== 'over') await clock.sleep(WATCH.listenerEnd.milliseconds, stop);
    if (stop.aborted) return;
    log.error('the agent container does not end by itself', {
      because: end,
      remedy: 'its listener hangs, or its job holds on to the agent: the log of the agent container says which job it was',
    });
  }

  /**
   * At SIGTERM, and before when the container does not end: a listener that was left behind loses its session, and then the
   * kubelet is to end the pod. Both are tried again until they have worked.
   */
  async #deregister(agent: AgentRef | undefined): Promise<boolean> {
    const { clock, stop } = this.#runtime;
    let gone = false;
    while (!stop.aborted) {
      gone ||= await this.#registration.deregister(agent);
      // Never while Azure DevOps refuses to delete the agent because it runs a job: that job may be a good one.
      if (gone) await this.#evict();
      await clock.sleep(DEREGISTRATION.retry.milliseconds, stop);
    }
    return gone || this.#registration.deregister(agent);
  }

  async #evict(): Promise<void> {
    const { evictFolder } = this.#settings;
    const { log, stop } = this.#runtime;
    if (evictFolder === undefined || stop.aborted) return;
    try {
      await evictThisPod(evictFolder);
      log.warn('the pod is to be evicted by the kubelet', { by: evictFolder });
    } catch (error) {
      log.error('cannot have the pod evicted', { reason: reason(error), remedy: `is ${evictFolder} a volume of this container?` });
    }
  }
}
