import { PLACEHOLDER } from '../../config/timings';
import type { Agent, AgentRef, AgentService, Listing } from '../../providers/contract/agent-service';
import { isOwnAgent, mayBeDeleted, type ReapRule } from '../../providers/contract/reap-rule';
import type { Runtime } from '../process/runtime';
import type { Throttle } from './throttle';

/** The most agents that one round handles, with three calls each, so that the identity's budget of calls lasts for others too. */
const MAX_AGENTS_A_ROUND = 50;

export interface ReaperInputs {
  readonly rule: ReapRule;
  readonly service: Pick<AgentService, 'disable' | 'findAgent' | 'delete'>;
  /** Names of the pods that are alive. Throws if that is not certain; then nothing is done. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
  readonly onReaped: () => void;
  /** Called once for each agent that is online without a pod. */
  readonly onOnlineWithoutPod: () => void;
  readonly throttle: Pick<Throttle, 'waitMs'>;
}

/**
 * Reaps the agents whose pods are not alive, whatever their status: their pods ended without deregistering them, for example
 * because the node was lost, or a job has copied their key to another place. They are disabled first, so that they get no
 * job, and deleted when they have none.
 */
export class Reaper {
  readonly #inputs: ReaperInputs;
  readonly #runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>;
  /** Where the last round ended: an agent that cannot be deleted must not prevent the reaper from examining the others. */
  #lastId = 0;
  /** Ids of agents that were reported as online without a pod. */
  readonly #reportedOnline = new Set<number>();

  constructor(inputs: ReaperInputs, runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>) {
    this.#inputs = inputs;
    this.#runtime = runtime;
  }

  /** @throws on the first error or uncertain answer. The next round resumes after the agent tried last. */
  async reap(poolId: number, { value: agents, serverTime }: Listing<Agent>): Promise<void> {
    const { rule, service, livePods, throttle } = this.#inputs;
    const { clock, stop } = this.#runtime;
    const own = agents.filter((agent) => isOwnAgent(agent, rule));
    if (own.length === 0) return;
    // Listed after the agents: a pod exists before its agent does, so a pod that is not in this list has ended.
    const live = await livePods();
    const podless = own.filter(({ name }) => !live.has(name));
    this.#forgetExcept(podless);
    const until = clock.now() + PLACEHOLDER.reaping.milliseconds;
    // First, and even if throttled: these agents could get a job.
    for (const { id } of podless.filter(({ enabled, status }) => enabled && status === 'online').slice(0, MAX_AGENTS_A_ROUND)) {
      if (stop.aborted || clock.now() >= until) return;
      await service.disable({ poolId, agentId: id });
    }
    for (const agent of this.#inTurn(podless.filter((each) => this.#isDue(each, serverTime)))) {
      if (stop.aborted || clock.now() >= until || throttle.waitMs > 0) return;
      this.#lastId = agent.id;
      await this.#reapAgent(poolId, agent, serverTime);
    }
    if (serverTime === undefined && podless.some(({ status }) => status === 'offline'))
      throw new Error('the answer has no Date, and no other clock tells how long an agent has been offline');
  }

  /** Whether there is something to do. Not for a disabled agent that runs a job: the list of a later round shows when it is free. */
  #isDue(agent: Agent, serverTime: number | undefined): boolean {
    return agent.enabled || mayBeDeleted(agent, this.#inputs.rule, serverTime) || this.#isNewlyOnline(agent);
  }

  #isNewlyOnline({ id, status }: Agent): boolean {
    return status === 'online' && !this.#reportedOnline.has(id);
  }

  /** Forgets the reported agents that are not online any more. */
  #forgetExcept(podless: readonly Agent[]): void {
    const online = new Set(podless.filter(({ status }) => status === 'online').map(({ id }) => id));
    for (const id of this.#reportedOnline) if (!online.has(id)) this.#reportedOnline.delete(id);
  }

  /** The agents of this round, beginning after the agent that was tried last. */
  #inTurn(agents: readonly Agent[]): readonly Agent[] {
    const byId = agents.toSorted((a, b) => a.id - b.id);
    const after = byId.filter(({ id }) => id > this.#lastId);
    return [...after, ...byId.slice(0, byId.length - after.length)].slice(0, MAX_AGENTS_A_ROUND);
  }

  /** Disables the agent first. Otherwise it could get a job between the check and the deletion. */
  async #reapAgent(poolId: number, agent: Agent, serverTime: number | undefined): Promise<void> {
    const { rule, service } = this.#inputs;
    const ref = { poolId, agentId: agent.id };
    if (agent.enabled && agent.status === 'offline' && !(await service.disable(ref))) return;
    if (!mayBeDeleted({ ...agent, enabled: false }, rule, serverTime) && !this.#isNewlyOnline(agent)) return;
    // It may have changed since it was listed.
    const current = await service.findAgent(ref);
    if (current?.name !== agent.name) return;
    if (this.#isNewlyOnline(current)) this.#reportOnline(current);
    if (mayBeDeleted(current, rule, serverTime) && (await service.delete(ref)) === 'deleted') this.#reportReaped(agent, ref, serverTime);
  }

  #reportOnline({ id, name, assignedRequest }: Agent): void {
    this.#reportedOnline.add(id);
    this.#inputs.onOnlineWithoutPod();
    this.#runtime.log.error('an agent is online although its pod has ended', {
      agent: name,
      agentId: id,
      jobRequest: assignedRequest?.requestId,
      remedy:
        'it is disabled, and deleted once it is free. If its container was killed, it stays online for some minutes. ' +
        'If it stays online for longer, a job has copied its key to another place: find out which job it ran',
    });
  }

  #reportReaped({ name, status, statusChangedOn }: Agent, { agentId }: AgentRef, serverTime: number | undefined): void {
    this.#inputs.onReaped();
    const known = status === 'offline' && serverTime !== undefined && statusChangedOn !== undefined;
    const offlineMinutes = known ? Math.round((serverTime - statusChangedOn) / 60_000) : 0;
    this.#runtime.log.info('reaped an agent whose pod has ended', { agent: name, agentId, offlineMinutes });
  }
}
