import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Answers have many shapes; the assertions of the tests check them.
  readonly json: Record<string, unknown> & { value?: Record<string, unknown>[] };
}

export interface CallOptions {
  /** The whole header; empty for none. @default - the administrator's token */
  readonly authorization?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Sends one request to the fake: to a whole URL, or to a path of the REST API. */
export async function call(github: FakeGitHub, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { authorization = `Bearer ${github.token}`, body, headers = {}, signal } = options;
  const response = await fetch(path.startsWith('http') ? path : `${github.origin}/api/v3${path}`, {
    method,
    headers: {
      ...(authorization !== '' && { authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal !== undefined && { signal }),
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
