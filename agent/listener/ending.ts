import { LISTENER } from '../../config/timings';

/** How far the end of a listener has come. Times are those of the facts. */
export type Ending =
  | { readonly step: 'none' }
  /** Leave to stop is asked for. */
  | { readonly step: 'asked'; readonly since: number }
  | { readonly step: 'interrupted'; readonly since: number; readonly lastAt: number }
  | { readonly step: 'killed' };

export interface Facts {
  /** In milliseconds. */
  readonly now: number;
  /** Whether it is to end: it is idle and somebody asks, or it hangs after its job. */
  readonly toEnd: boolean;
  /** No job is assigned and none will be. */
  readonly allowed: boolean;
  /** The answer was: not yet, a job is assigned. */
  readonly refused: boolean;
}

/** What is to be done to get there. `takeBack`: leave to stop is not asked for any more. */
export type Step = 'ask' | 'takeBack' | 'interrupt' | 'interruptAgain' | 'kill';

/** The next state of an ending, and what is to be done; nothing to do when `step` is undefined. */
export function advance(ending: Ending, facts: Facts): { readonly ending: Ending; readonly step?: Step } {
  const { now } = facts;
  if (ending.step === 'killed') return { ending };
  if (!facts.toEnd) return ending.step === 'none' ? { ending } : { ending: { step: 'none' }, step: 'takeBack' };
  if (ending.step === 'none') return { ending: { step: 'asked', since: now }, step: 'ask' };
  if (ending.step === 'asked') {
    if (facts.allowed || now - ending.since >= LISTENER.permission.milliseconds)
      return { ending: { step: 'interrupted', since: now, lastAt: now }, step: 'interrupt' };
    return { ending: facts.refused ? { step: 'asked', since: now } : ending };
  }
  if (now - ending.since >= LISTENER.kill.milliseconds) return { ending: { step: 'killed' }, step: 'kill' };
  if (now - ending.lastAt >= LISTENER.interruptRepeat.milliseconds) return { ending: { ...ending, lastAt: now }, step: 'interruptAgain' };
  return { ending };
}
