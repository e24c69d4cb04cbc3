import assert from 'node:assert/strict';

/** A request to try from inside a container. Shell variables in it are expanded in the container. */
export interface Attempt {
  readonly what: string;
  readonly url: string;
  /** Bearer token. @default - the request has none */
  readonly token?: string;
}

/** Statuses that count as refused. curl reports 000 if it got no answer: nothing listens, or a network policy drops the packets. */
const REFUSED: readonly string[] = ['000', '401', '403'];

/** Returns a bash script that makes the requests one after another and prints the status of each. */
export const attemptScript = (attempts: readonly Attempt[]): string =>
  attempts
    .map(({ what, url, token }) => {
      const header = token === undefined ? '' : `-H "authorization: Bearer ${token}"`;
      return `echo "attempt: ${what}: $(curl -sk --max-time 10 -o /dev/null -w '%{http_code}' ${header} "${url}")"`;
    })
    .join('\n');

/** Reads the HTTP status of each attempt from the script's output. */
export const statusesOf = (output: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...output.matchAll(/^attempt: (.*): (\d{3})$/gm)].map(([, what = '', status = '']) => [what, status]));

/** @throws AssertionError unless all attempts were made and all were refused */
export function expectAllRefused(attempts: readonly Attempt[], statuses: Readonly<Record<string, string>>): void {
  assert.deepEqual(
    Object.keys(statuses),
    attempts.map(({ what }) => what),
  );
  assert.deepEqual(
    Object.entries(statuses).filter(([, status]) => !REFUSED.includes(status)),
    [],
  );
}
