/** What a check found, and for what is not well, what to do. */
export type Outcome =
  | { readonly status: 'pass'; readonly finding: string }
  | { readonly status: 'warn' | 'fail'; readonly finding: string; readonly advice: string };

export const pass = (finding: string): Outcome => ({ status: 'pass', finding });
export const warn = (finding: string, advice: string): Outcome => ({ status: 'warn', finding, advice });
export const fail = (finding: string, advice: string): Outcome => ({ status: 'fail', finding, advice });
