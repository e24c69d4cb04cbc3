import { LISTENER } from '../../config/timings';

/** The steps in which a listener is ended. Times are those of the facts. */
export type Ending =
  | { readonly state: 'running' }
  /** It waits for permission to stop. */
  | { readonly state: 'asking'; readonly since: number }
  | { readonly state: 'interrupting'; readonly since: number; readonly lastAt: number }
  | { readonly state: 'killed' };

export interface Facts {
  /** In milliseconds. */
  readonly now: number;
  /** Whether it should end: it is idle and was asked to stop, or it hangs after its job. */
  readonly shouldEnd: boolean;
  /** No job is assigned and none will be. */
  readonly allowed: boolean;
  /** A job is assigned, so it must not end yet. */
  readonly refused: boolean;
}

/** What to do to reach the next state. `withdraw` takes the request for permission back. */
export type Action = 'ask' | 'withdraw' | 'interrupt' | 'interruptAgain' | 'kill';

/** The next state, and the action that leads to it, if any. */
export function advance(ending: Ending, facts: Facts): { readonly ending: Ending; readonly action?: Action } {
  const { now } = facts;
  if (ending.state === 'killed') return { ending };
  if (!facts.shouldEnd) return ending.state === 'running' ? { ending } : { ending: { state: 'running' }, action: 'withdraw' };
  switch (ending.state) {
    case 'running':
      return { ending: { state: 'asking', since: now }, action: 'ask' };
    case 'asking':
      if (facts.allowed || now - ending.since >= LISTENER.permission.milliseconds)
        return { ending: { state: 'interrupting', since: now, lastAt: now }, action: 'interrupt' };
      return { ending: facts.refused ? { state: 'asking', since: now } : ending };
    case 'interrupting':
      if (now - ending.since >= LISTENER.kill.milliseconds) return { ending: { state: 'killed' }, action: 'kill' };
      if (now - ending.lastAt < LISTENER.interruptRepeat.milliseconds) return { ending };
      return { ending: { ...ending, lastAt: now }, action: 'interruptAgain' };
    default:
      throw new Error(`unknown state: ${JSON.stringify(ending satisfies never)}`);
  }
}

/** Whether a listener in this state ends because this program ends it. */
export function isEnded({ state }: Ending): boolean {
  return state === 'interrupting' || state === 'killed';
}
