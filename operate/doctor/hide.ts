import type { Result } from './check';

/** Removes a secret from results, in case a program or a server has repeated it. */
export function hiding(secret: string | undefined): (result: Result) => Result {
  if (!secret) return (result) => result;
  const clean = (text: string) => text.replaceAll(secret, '(not shown)');
  return (result) => {
    const { outcome } = result;
    const finding = clean(outcome.finding);
    return { ...result, outcome: 'advice' in outcome ? { ...outcome, finding, advice: clean(outcome.advice) } : { ...outcome, finding } };
  };
}
