import { reason } from './log';
import type { Token, TokenSource } from './token';

/** An answer that is no success, or no answer at all (status 0). */
export class DevOpsError extends Error {
  override readonly name = 'DevOpsError';
  readonly status: number;
  /** The server's name for the fault, such as TaskAgentNotFoundException. */
  readonly typeKey: string;

  constructor(message: string, status: number, typeKey = '') {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
  }
}

export interface Connection {
  readonly url: string;
  readonly token: TokenSource;
  readonly timeoutMs: number;
}

/**
 * Sends one request and returns the JSON answer, or undefined for an empty one.
 *
 * Plain fetch, not azure-devops-node-api: that library discovers its routes by an extra OPTIONS
 * request, follows the redirect to the sign-in page and makes the program four times as large, and
 * five routes are all that is needed here.
 */
export async function sendRequest(connection: Connection, method: string, path: string, body?: unknown): Promise<unknown> {
  const token = await connection.token();
  const response = await answerOf(connection, method, path, token, body);
  const text = await response.text();
  const json = parse(text);
  if (response.ok && response.status !== 203 && (json !== undefined || text === '')) return json;
  throw new DevOpsError(`${method} ${path}: ${explain(response, json)}`, response.status, field(json, 'typeKey'));
}

async function answerOf(connection: Connection, method: string, path: string, token: Token, body: unknown): Promise<Response> {
  try {
    // Writes without a version are refused with 400 VssVersionNotSpecifiedException; reads are served.
    const version = method === 'GET' ? '' : '?api-version=7.1';
    return await fetch(`${connection.url}/_apis/distributedtask/${path}${version}`, {
      method,
      headers: {
        accept: 'application/json',
        authorization: authorization(token),
        // Asks for 401 in place of a redirect to the sign-in page.
        'x-tfs-fedauthredirect': 'Suppress',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(connection.timeoutMs),
    });
  } catch (error) {
    throw new DevOpsError(`${method} ${path}: no answer from ${connection.url}: ${reason(error)}`, 0);
  }
}

function authorization(token: Token): string {
  // The user name is ignored (vsts-rest-api-specs, taskAgent.json: "Use any value for the user name").
  return token.scheme === 'bearer' ? `Bearer ${token.value}` : `Basic ${Buffer.from(`:${token.value}`).toString('base64')}`;
}

function explain(response: Response, json: unknown): string {
  const message = field(json, 'message');
  // A bad token also shows as 203 or 302 with the sign-in page.
  if ([203, 302, 401].includes(response.status)) {
    return `not signed in (${response.status}): ${message || 'check the token, that it has not expired, and the organisation'}`;
  }
  if (response.status === 403) return `refused (403): ${message || 'make the identity an Administrator of the agent pool'}`;
  return `answered ${response.status}: ${message || 'no explanation'}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(json: unknown, name: 'message' | 'typeKey'): string {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
  return typeof value === 'string' ? value : '';
}
