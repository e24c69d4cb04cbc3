import type { DevOps } from '../../azure-devops/client';
import type { Listing } from '../../azure-devops/read';
import type { Agent } from '../../azure-devops/types';
import type { Runtime } from '../runtime';
import { isLeftBehind, type ReapRule } from './reap-rule';
import type { Throttle } from './throttle';

/** Agents looked at in one round, at three calls each: a pool of any size leaves the identity's budget of calls to the others. */
const AGENTS_A_ROUND = 50;
/** No agent is begun later in a round: throttled answers may take half a minute each. */
const ROUND_MS = 60_000;

export interface ReaperInputs {
  readonly rule: ReapRule;
  readonly devops: Pick<DevOps, 'disable' | 'findAgent' | 'delete'>;
  /** Names of the pods that live. It throws when that is not sure, and then nothing is deleted. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
  readonly onReaped: () => void;
  readonly throttle: Pick<Throttle, 'waitMs'>;
}

/** Deletes the agents of pods that ended without deregistering them, for example because their node was lost. */
export class Reaper {
  readonly #inputs: ReaperInputs;
  readonly #runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>;
  /** Where the last round ended: an agent that can't be deleted must not keep the others from their turn. */
  #lastId = 0;

  constructor(inputs: ReaperInputs, runtime: Pick<Runtime, 'clock' | 'log' | 'stop'>) {
    this.#inputs = inputs;
    this.#runtime = runtime;
  }

  /** @throws at the first doubt or error; the next round goes on behind the agent that was tried last */
  async reap(poolId: number, { value: agents, serverTime }: Listing<Agent>): Promise<void> {
    const { rule, livePods, throttle } = this.#inputs;
    const { clock, stop } = this.#runtime;
    if (serverTime === undefined)
      throw new Error('the answer has no Date, and no other clock can tell for how long an agent has been offline');
    const candidates = agents.filter((agent) => isLeftBehind(agent, rule, serverTime));
    if (candidates.length === 0) return;
    const live = await livePods();
    const until = clock.now() + ROUND_MS;
    for (const agent of this.#inTurn(candidates.filter(({ name }) => !live.has(name)))) {
      if (stop.aborted || clock.now() >= until || throttle.waitMs > 0) return;
      this.#lastId = agent.id;
      await this.#reapOne(poolId, agent, serverTime);
    }
  }

  #inTurn(agents: readonly Agent[]): readonly Agent[] {
    const byId = agents.toSorted((a, b) => a.id - b.id);
    const after = byId.filter(({ id }) => id > this.#lastId);
    return [...after, ...byId.slice(0, byId.length - after.length)].slice(0, AGENTS_A_ROUND);
  }

  /** Disabled first: only then does "no job is assigned" stay true until the delete. */
  async #reapOne(poolId: number, { id, name, statusChangedOn = 0 }: Agent, serverTime: number): Promise<void> {
    const { rule, devops, onReaped } = this.#inputs;
    const ref = { poolId, agentId: id };
    if (!(await devops.disable(ref))) return;
    const again = await devops.findAgent(ref);
    if (again?.name !== name || again.enabled || !isLeftBehind(again, rule, serverTime)) return;
    if ((await devops.delete(ref)) !== 'deleted') return;
    onReaped();
    this.#runtime.log.info('deleted an agent whose pod is gone', {
      agent: name,
      agentId: id,
      offlineMinutes: Math.round((serverTime - statusChangedOn) / 60_000),
    });
  }
}
