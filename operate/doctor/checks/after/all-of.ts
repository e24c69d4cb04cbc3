import { fail, type Outcome, pass } from '../../outcome';

/** A thing that is not well. */
export interface Fault {
  readonly finding: string;
  readonly advice: string;
}

/** One outcome of a look at several things: it passes when none is wrong; advice that several have in common is given once. */
export function allOf(faults: readonly (Fault | undefined)[], whenWell: string): Outcome {
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length === 0) return pass(whenWell);
  return fail(found.map(({ finding }) => finding).join('; '), [...new Set(found.map(({ advice }) => advice))].join('; '));
}
