import type { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Answers have many shapes; the assertions of the tests check them.
  readonly json: Record<string, unknown> & { value?: Record<string, unknown>[] };
}

export interface CallOptions {
  readonly authorization?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export const basic = (token: string, user = '') => `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;

/** Sends one request to the fake as its administrator, or with another authorization; redirects are not followed. */
export async function call(devops: FakeDevOps, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { authorization = basic(devops.token), body, headers = {} } = options;
  const response = await fetch(`${path.startsWith('http') ? '' : devops.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(authorization === '' ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' || body instanceof URLSearchParams ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseJson(text) };
}

function parseJson(text: string): Answer['json'] {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const ABSENT_FIELDS = {
  assignTime: undefined,
  receiveTime: undefined,
  lockedUntil: undefined,
  result: undefined,
  reservedAgent: undefined,
};

/** Adds the absent fields of a request or an agent as undefined, so that a test can assert that they are absent. */
export const withAbsentFields = <T extends object>(value: T | undefined) => ({
  ...ABSENT_FIELDS,
  lastCompletedRequestId: undefined,
  ...value,
});
