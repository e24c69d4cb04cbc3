import assert from 'node:assert/strict';

/** A request that somebody in a container tries. Shell variables in it are those of the container. */
export interface Attempt {
  readonly what: string;
  readonly url: string;
  /** @default - none is sent */
  readonly token?: string;
}

/** How servers refuse; 000 is curl's word for no answer, as where nothing listens or a network policy is in the way. */
const REFUSED: readonly string[] = ['000', '401', '403'];

/** Tries them one after the other, for bash. */
export const attemptScript = (attempts: readonly Attempt[]): string =>
  attempts
    .map(({ what, url, token }) => {
      const header = token === undefined ? '' : `-H "authorization: Bearer ${token}"`;
      return `echo "attempt: ${what}: $(curl -sk --max-time 10 -o /dev/null -w '%{http_code}' ${header} "${url}")"`;
    })
    .join('\n');

/** HTTP status of each attempt, from the output. */
export const outcomes = (output: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...output.matchAll(/^attempt: (.*): (\d{3})$/gm)].map(([, what = '', status = '']) => [what, status]));

/** @throws AssertionError unless all were made and none had an answer */
export function allRefused(attempts: readonly Attempt[], made: Readonly<Record<string, string>>): void {
  assert.deepEqual(
    Object.keys(made),
    attempts.map(({ what }) => what),
  );
  assert.deepEqual(
    Object.entries(made).filter(([, status]) => !REFUSED.includes(status)),
    [],
  );
}
