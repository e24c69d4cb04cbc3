/** How long to wait for leave to stop: without an answer Azure DevOps is out of reach, and no job comes either. */
const askMs = 120_000;
/** How soon SIGINT is sent again: one that comes before the listener has its handler is swallowed (Terminal.cs, Agent.cs). */
const repeatMs = 2000;
/** A listener that does not end by itself in this time after the first SIGINT is killed. */
const killMs = 30_000;

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
    if (facts.allowed || now - ending.since >= askMs)
      return { ending: { step: 'interrupted', since: now, lastAt: now }, step: 'interrupt' };
    return { ending: facts.refused ? { step: 'asked', since: now } : ending };
  }
  if (now - ending.since >= killMs) return { ending: { step: 'killed' }, step: 'kill' };
  if (now - ending.lastAt >= repeatMs) return { ending: { ...ending, lastAt: now }, step: 'interruptAgain' };
  return { ending };
}
