import { DEREGISTRATION, WATCH } from '../../config/timings';
import { reason } from '../../lib/reason';
import type { AgentRef } from '../../providers/contract/agent-service';
import { retrying } from '../../providers/contract/retrying';
import { Handover } from '../handover/handover';
import { evictThisPod } from '../kubernetes/eviction';
import { markTaken, type TakenReason } from '../kubernetes/taken';
import type { Runtime } from '../process/runtime';
import type { RegisterSettings } from '../settings/register-settings';
import { JobLimit } from './job-limit';
import { mayStay } from './may-stay';
import { PodMemory } from './pod-memory';
import { serveReadiness } from './readiness-port';
import { Registration } from './registration';
import type { Registry } from './registry';
import type { WatchEnd } from './watch';

export interface RegistrarInputs {
  readonly settings: Omit<RegisterSettings, 'service'>;
  readonly registry: Registry;
}

/**
 * Registers the agent, hands over its key, makes sure that it runs only one job and not for too long, and deregisters it. If the
 * container of the job does not end then, the kubelet is made to evict the pod.
 *
 * It runs until SIGTERM, even after it has deregistered the agent: the kubelet restarts a native sidecar that exits.
 */
export class Registrar {
  readonly #settings: RegistrarInputs['settings'];
  readonly #runtime: Runtime;
  readonly #handover: Handover;
  readonly #memory: PodMemory;
  readonly #registry: Registry;
  readonly #registration: Registration;
  /** The service says that the agent has received a job. */
  #jobSeen = false;

  constructor({ settings, registry }: RegistrarInputs, runtime: Runtime) {
    this.#settings = settings;
    this.#registry = registry;
    this.#runtime = runtime;
    this.#handover = new Handover(settings.folders.handover);
    this.#memory = new PodMemory(settings.stateFolder);
    this.#registration = new Registration({ settings, registry }, runtime);
  }

  async run(): Promise<number> {
    const known = await this.#memory.handedOver();
    const adopted = known !== undefined || this.#handover.has('ready');
    const agent = known ?? (adopted ? await this.#adopt() : await this.#registerAndHandOver());
    if (known !== undefined) this.#noteAdopted(known);
    const marked = this.#markTaken();
    const readiness = this.#serveReadiness();
    await this.#untilListenerEnds(await this.#watch(agent, adopted));
    const gone = await this.#deregister(agent);
    await Promise.all([marked, readiness]);
    return gone ? 0 : 1;
  }

  /**
   * After a restart of this container without a record of the agent. The listener has the key that was handed over and gets no
   * second one. The agent is found by its name, not by the content of the handover: a job can write there, and could name
   * any agent to be deleted. There is no time limit: if this container exited, the kubelet would restart it at growing
   * intervals, and nothing would happen in between.
   */
  async #adopt(): Promise<AgentRef | undefined> {
    const { clock, log, stop } = this.#runtime;
    const onWait = (error: unknown) => log.warn(`looking for the ${this.#registry.noun} again`, { reason: reason(error) });
    const withoutLimit = { clock, deadline: Number.POSITIVE_INFINITY, stop, onWait, isRetryable: () => true };
    const agent = await retrying(() => this.#registry.find(), withoutLimit).catch((error: unknown) => {
      if (stop.aborted) return undefined;
      throw error;
    });
    if (agent !== undefined) this.#noteAdopted(agent);
    else if (!stop.aborted) log.info(`the ${this.#registry.noun} is already gone`);
    return agent;
  }

  #noteAdopted(agent: AgentRef): void {
    this.#runtime.log.info(`adopting the registered ${this.#registry.noun}`, this.#registry.idsOf(agent));
  }

  async #registerAndHandOver(): Promise<AgentRef> {
    const agent = await this.#registration.register();
    try {
      await this.#registry.handOver(this.#handover.folder);
      // As late as possible before the job can begin: until then, the next start of this container may register again.
      await this.#memory.noteHandedOver(agent);
      await this.#handover.set('ready');
      return agent;
    } catch (error) {
      await this.#registration.deregister({ agent });
      throw error;
    }
  }

  #serveReadiness(): Promise<void> | undefined {
    const { readinessPort: port } = this.#settings;
    return port === undefined ? undefined : serveReadiness({ port, hasBegun: () => this.#hasBegun() }, this.#runtime);
  }

  #hasBegun(): boolean {
    return this.#jobSeen || this.#handover.has('job-started');
  }

  #markTaken(): Promise<void> | undefined {
    const { kubernetes, agentName } = this.#settings;
    const whyTaken = (): TakenReason | undefined => {
      if (this.#hasBegun()) return 'JobStarted';
      return this.#handover.has('stop') ? 'Leaving' : undefined;
    };
    return kubernetes && markTaken({ name: agentName, kubernetes, whyTaken }, this.#runtime);
  }

  async #watch(agent: AgentRef | undefined, adopted: boolean): Promise<WatchEnd> {
    const { idleMs, jobMs, scalerUrl, agentName } = this.#settings;
    if (agent === undefined) {
      await this.#handover.set('stop').catch(() => {});
      return 'gone';
    }
    const onJob = () => {
      this.#jobSeen = true;
    };
    const flags = this.#handover;
    const jobRecorded = adopted && (await this.#wasJobRecorded());
    const { noun } = this.#registry;
    const jobLimit = new JobLimit({ jobMs, noun, flags, memory: this.#memory, evict: () => this.#evict() }, this.#runtime);
    const askScaler = scalerUrl === undefined ? undefined : () => mayStay({ scalerUrl, agentName, noun }, this.#runtime);
    return this.#registry.watch({ agent, flags, idleMs, mayStay: askScaler, adopted, jobRecorded, onJob, jobLimit });
  }

  /** Without a record that can be read, the flags and the service tell. */
  async #wasJobRecorded(): Promise<boolean> {
    return (await this.#memory.jobRunsFor().catch(() => undefined)) !== undefined;
  }

  /** Lets the listener close its session first. When its container has ended, the kubelet sends SIGTERM. Otherwise the wait has a limit. */
  async #untilListenerEnds(end: WatchEnd): Promise<void> {
    const { clock, log, stop } = this.#runtime;
    // After a job the watch has already waited.
    if (end !== 'over') await clock.sleep(WATCH.listenerEnd.milliseconds, stop);
    if (stop.aborted) return;
    log.error('the container of the job does not end by itself', {
      because: end,
      remedy: 'its listener hangs, or its job keeps the container running: its log shows which job it was',
    });
  }

  /**
   * Deregisters the agent at SIGTERM, or earlier if its container does not end. In the second case the deletion ends the
   * session of a listener that was left behind, and then the kubelet is made to evict the pod. The deletion is repeated until
   * it succeeds, the eviction until SIGTERM.
   */
  async #deregister(agent: AgentRef | undefined): Promise<boolean> {
    const { clock, stop } = this.#runtime;
    let gone = false;
    while (!stop.aborted) {
      gone ||= await this.#registration.deregister({ agent });
      // Never while the service refuses to delete the agent because it runs a job: that job may be well-behaved.
      if (gone) await this.#evict();
      await clock.sleep(DEREGISTRATION.retry.milliseconds, stop);
    }
    return gone || this.#registration.deregister({ agent });
  }

  async #evict(): Promise<void> {
    const { evictFolder } = this.#settings;
    const { log, stop } = this.#runtime;
    if (evictFolder === undefined || stop.aborted) return;
    try {
      await evictThisPod(evictFolder);
      log.warn('the kubelet will evict the pod', { by: evictFolder });
    } catch (error) {
      log.error('cannot make the kubelet evict the pod', {
        reason: reason(error),
        remedy: `check that ${evictFolder} is a volume of this container`,
      });
    }
  }
}
