import type { TrackedAgent } from './agent-tracker';
import { byCreation } from './outdated';
import type { Decision } from './plan';

/** What decides whether an idle agent may stay. */
export interface StayInputs {
  readonly agent: TrackedAgent;
  /** All idle agents of its entry, in any order. */
  readonly idle: readonly TrackedAgent[];
  /** The one that is to be replaced next. */
  readonly outdated: TrackedAgent | undefined;
  /** How many idle agents are wanted beyond the queue. */
  readonly warm: number;
  readonly decision: Decision;
  /** Another agent of the entry ends now, and makes room. */
  readonly othersEnd: boolean;
  /** Pods of the entry cannot start. */
  readonly cannotStart: boolean;
}

/**
 * Whether an idle agent is to leave: if its entry has more idle agents than jobs in the queue and warm agents wanted. Of those,
 * the outdated one leaves first, then the oldest. An outdated agent whose replacement has no room leaves before it is replaced.
 */
export function isToLeave({ agent, idle, outdated, warm, decision, ...inputs }: StayInputs): boolean {
  // An agent that asks has started, even if its container's state is not known yet.
  const all = [agent, ...idle.filter((each) => each !== agent)].toSorted(byCreation);
  const order = outdated === undefined ? all : [outdated, ...all.filter((each) => each !== outdated)];
  const surplus = all.length - decision.waiting - warm;
  if (order.indexOf(agent) < surplus) return true;
  return agent === outdated && lacksReplacement(decision) && !inputs.othersEnd && !inputs.cannotStart;
}

/** Whether an agent that is wanted neither exists nor can be created: maxAgents or the parallel jobs leave no room. */
function lacksReplacement({ waiting, onTheirWay, warm, forJobs, forWarm, heldBack }: Decision): boolean {
  const held = Object.values(heldBack).reduce((sum, count) => sum + count, 0);
  const free = onTheirWay - (waiting - forJobs - held);
  return forWarm === 0 && free < warm;
}
