import type { Result } from './check';

/** Removes secrets from results, in case a program or a server has repeated one. */
export function hiding(secrets: readonly (string | undefined)[]): (result: Result) => Result {
  const known = secrets.flatMap((secret) => secret || []);
  if (known.length === 0) return (result) => result;
  const clean = (text: string) => known.reduce<string>((rest, secret) => rest.replaceAll(secret, '(not shown)'), text);
  return (result) => {
    const { outcome } = result;
    const finding = clean(outcome.finding);
    return { ...result, outcome: 'advice' in outcome ? { ...outcome, finding, advice: clean(outcome.advice) } : { ...outcome, finding } };
  };
}
