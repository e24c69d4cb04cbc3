import type { Service } from '../../config/services';
import type { Outcome } from './outcome';

/** `before`: what would stop a deploy; `after`: what keeps a deployment from working. */
export type Phase = 'before' | 'after';

/** Checks one thing; reports what it found and, if that is a problem, how to fix it. */
export interface Check<Context> {
  /** The value for `--only`, and the name of the check's file. */
  readonly id: string;
  /** What is checked, as a name that reads well before any finding: "Azure CLI", not "The Azure CLI is installed". */
  readonly title: string;
  /** @throws Unmet if it depends on something that another check reports as missing; any other error becomes a failure */
  readonly run: (context: Context) => Promise<Outcome>;
}

/** An error for people. */
export interface Explanation {
  readonly finding: string;
  /** How to fix the cause; undefined if that is not known. */
  readonly advice?: string | undefined;
}

/** The checks of one area. */
export interface CheckGroup<Context> extends Readonly<Record<Phase, readonly Check<Context>[]>> {
  /** The service that the checks are about. They are left out if the config has none. @default - the checks apply to every config */
  readonly service?: Service['option'];
  /** Explains an error that is special to this area; undefined for all other errors. */
  readonly explain?: (error: unknown) => Explanation | undefined;
}

/** A check with what its group says about it. */
export interface ListedCheck<Context> extends Check<Context>, Pick<CheckGroup<Context>, 'explain' | 'service'> {
  readonly phase: Phase;
}

/** A check that has run. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  readonly outcome: Outcome;
}
