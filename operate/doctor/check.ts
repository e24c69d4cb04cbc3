import type { Outcome } from './outcome';

/** Before a deploy, or of what is deployed. */
export type Phase = 'before' | 'after';

/** One look at one thing: it tells what it found and, when that is not well, what to do. */
export interface Check<Context> {
  /** What `--only` takes. */
  readonly id: string;
  /** What holds when it passes. */
  readonly title: string;
  readonly phase: Phase;
  /** @throws Unmet when it can't look because another check fails; anything else becomes a failure */
  readonly run: (context: Context) => Promise<Outcome>;
}

/** A check that has been made. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  readonly outcome: Outcome;
}
