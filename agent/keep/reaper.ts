import { PLACEHOLDER } from '../../config/timings';
import type { DevOps } from '../../providers/azure-devops/client/client';
import type { Agent, AgentRef, Listing } from '../../providers/contract/agent-service';
import { isOwnAgent, mayBeDeleted, type ReapRule } from '../../providers/contract/reap-rule';
import type { Runtime } from '../process/runtime';
import type { Throttle } from './throttle';

/** Agents that a round takes to, at three calls each: a pool of any size leaves the identity's budget of calls to the others. */
const AGENTS_A_ROUND = 50;

export interface ReaperInputs {
  readonly rule: ReapRule;
  readonly devops: Pick<DevOps, 'disable' | 'findAgent' | 'delete'>;
  /** Names of the pods that live. It throws when that is not sure, and then nothing is done. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
  readonly onReaped: () => void;
  /** Told of each agent that is online without a pod, once. */
  readonly onOnline: () => void;
  readonly throttle: Pick<Throttle, 'waitMs'>;
}

/**
 * Takes the agents whose pod does not live out of service, whatever their status: their pods ended without deregistering
 * them, for example because the node was lost, or a job has taken their key elsewhere. They are disabled at once, so that
 * they get no job, and deleted as soon as they have none.
 */
export class Reaper {
  readonly #inputs: ReaperInputs;
  readonly #runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>;
  /** Where the last round ended: an agent that can't be deleted must not keep the others from their turn. */
  #lastId = 0;
  /** Ids of agents of which it was told that they are online without a pod. */
  readonly #toldOnline = new Set<number>();

  constructor(inputs: ReaperInputs, runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>) {
    this.#inputs = inputs;
    this.#runtime = runtime;
  }

  /** @throws at the first doubt or error; the next round goes on behind the agent that was tried last */
  async reap(poolId: number, { value: agents, serverTime }: Listing<Agent>): Promise<void> {
    const { rule, devops, livePods, throttle } = this.#inputs;
    const { clock, stop } = this.#runtime;
    const own = agents.filter((agent) => isOwnAgent(agent, rule));
    if (own.length === 0) return;
    // Asked for after the agents: a pod is there before its agent is, so one that is not in this list has ended.
    const live = await livePods();
    const podless = own.filter(({ name }) => !live.has(name));
    this.#forget(podless);
    const until = clock.now() + PLACEHOLDER.reaping.milliseconds;
    // First of all, and whatever the throttle says: these could be given a job.
    for (const { id } of podless.filter(({ enabled, status }) => enabled && status === 'online').slice(0, AGENTS_A_ROUND)) {
      if (stop.aborted || clock.now() >= until) return;
      await devops.disable({ poolId, agentId: id });
    }
    for (const agent of this.#inTurn(podless.filter((each) => this.#isDue(each, serverTime)))) {
      if (stop.aborted || clock.now() >= until || throttle.waitMs > 0) return;
      this.#lastId = agent.id;
      await this.#takeOut(poolId, agent, serverTime);
    }
    if (serverTime === undefined && podless.some(({ status }) => status === 'offline'))
      throw new Error('the answer has no Date, and no other clock can tell for how long an agent has been offline');
  }

  /** A disabled agent that runs a job is waited for: the list of the next round tells when it is free. */
  #isDue(agent: Agent, serverTime: number | undefined): boolean {
    return agent.enabled || mayBeDeleted(agent, this.#inputs.rule, serverTime) || this.#isNewsOnline(agent);
  }

  #isNewsOnline({ id, status }: Agent): boolean {
    return status === 'online' && !this.#toldOnline.has(id);
  }

  /** Those that are not there any more, or offline. */
  #forget(podless: readonly Agent[]): void {
    const online = new Set(podless.filter(({ status }) => status === 'online').map(({ id }) => id));
    for (const id of this.#toldOnline) if (!online.has(id)) this.#toldOnline.delete(id);
  }

  #inTurn(agents: readonly Agent[]): readonly Agent[] {
    const byId = agents.toSorted((a, b) => a.id - b.id);
    const after = byId.filter(({ id }) => id > this.#lastId);
    return [...after, ...byId.slice(0, byId.length - after.length)].slice(0, AGENTS_A_ROUND);
  }

  /** Disabled first: only then does "no job is assigned" stay true until the delete. */
  async #takeOut(poolId: number, agent: Agent, serverTime: number | undefined): Promise<void> {
    const { rule, devops } = this.#inputs;
    const ref = { poolId, agentId: agent.id };
    if (agent.enabled && agent.status === 'offline' && !(await devops.disable(ref))) return;
    if (!mayBeDeleted({ ...agent, enabled: false }, rule, serverTime) && !this.#isNewsOnline(agent)) return;
    // Its pod may have ended, and with it the agent, since the list was made.
    const again = await devops.findAgent(ref);
    if (again?.name !== agent.name) return;
    if (this.#isNewsOnline(again)) this.#tellOnline(again);
    if (mayBeDeleted(again, rule, serverTime) && (await devops.delete(ref)) === 'deleted') this.#tellReaped(agent, ref, serverTime);
  }

  #tellOnline({ id, name, assignedRequest }: Agent): void {
    this.#toldOnline.add(id);
    this.#inputs.onOnline();
    this.#runtime.log.error('an agent is online whose pod has ended', {
      agent: name,
      agentId: id,
      jobRequest: assignedRequest?.requestId,
      remedy:
        'it is disabled, and deleted once it is free. A container that was killed leaves its agent online for some minutes; ' +
        'longer than that, its job has taken the key of the agent elsewhere: see which job it ran',
    });
  }

  #tellReaped({ name, status, statusChangedOn }: Agent, { agentId }: AgentRef, serverTime: number | undefined): void {
    this.#inputs.onReaped();
    const known = status === 'offline' && serverTime !== undefined && statusChangedOn !== undefined;
    const offlineMinutes = known ? Math.round((serverTime - statusChangedOn) / 60_000) : 0;
    this.#runtime.log.info('deleted an agent whose pod is gone', { agent: name, agentId, offlineMinutes });
  }
}
