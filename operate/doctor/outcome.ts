import type { Finding } from '../lib/finding';

/** What a check found; if that is a problem, with advice. */
export type Outcome =
  | { readonly status: 'pass'; readonly finding: string }
  | ({ readonly status: 'warn' | 'fail' } & Finding)
  | { readonly status: 'skip'; readonly finding: string };

export const pass = (finding: string): Outcome => ({ status: 'pass', finding });
export const warn = (finding: string, advice: string): Outcome => ({ status: 'warn', finding, advice });
export const fail = (finding: string, advice: string): Outcome => ({ status: 'fail', finding, advice });
/** The check did not run; `finding` says why. */
export const skip = (finding: string): Outcome => ({ status: 'skip', finding });

/**
 * The outcome of a check that looks at several things: a failure that lists all findings, or a pass. Advice that several
 * findings share is given once.
 */
export function outcomeOf(findings: readonly (Finding | undefined)[], ifNone: string): Outcome {
  const found = findings.filter((each) => each !== undefined);
  if (found.length === 0) return pass(ifNone);
  return fail(found.map(({ finding }) => finding).join('; '), [...new Set(found.map(({ advice }) => advice))].join('; '));
}

/** Thrown if something that a check depends on is missing. Another check reports that, with advice. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
}

/** Why checks of the nodes and of the version of a cluster that exists are skipped. */
export const NOT_OURS = 'the cluster exists: somebody else chooses its nodes and its version';
