/** What a check found, and for what is not well, what to do. */
export type Outcome =
  | { readonly status: 'pass'; readonly finding: string }
  | { readonly status: 'warn' | 'fail'; readonly finding: string; readonly advice: string }
  | { readonly status: 'skip'; readonly finding: string };

export const pass = (finding: string): Outcome => ({ status: 'pass', finding });
export const warn = (finding: string, advice: string): Outcome => ({ status: 'warn', finding, advice });
export const fail = (finding: string, advice: string): Outcome => ({ status: 'fail', finding, advice });
/** Not checked, and why. */
export const skip = (finding: string): Outcome => ({ status: 'skip', finding });

/** Thrown when what a check builds on is not there; the check that looks at it says what to do. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
}
