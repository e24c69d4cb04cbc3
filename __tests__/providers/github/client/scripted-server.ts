import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GitHubConnection } from '../../../../providers/github/client/types';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface ScriptedAnswer {
  /** @default 200 */
  readonly status?: number;
  /** Text is sent as it is, anything else as JSON. @default - no body */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer; `reset` to break the connection; `hang` to give none. */
export type Step = ScriptedAnswer | 'reset' | 'hang';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly steps: Step[];
}

/** A token whose claim says when it expires. Its signature means nothing. */
export const aToken = (exp: number | undefined, name = 'admin'): string =>
  ['{"alg":"none"}', JSON.stringify({ exp, name }), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');

/** An error of the service of the scale sets. */
export const anException = (status: number, name: string, message = 'no'): ScriptedAnswer => ({
  status,
  body: { typeName: `GitHub.Actions.Runtime.WebApi.${name}, GitHub.Actions.Runtime.WebApi`, message },
});

export const NOW = Date.UTC(2026, 0, 5, 10);
export const HOUR_MS = 3_600_000;
export const PAT = 'ghp_thePersonalAccessToken';

/** A GitHub Enterprise Server that answers each request as the test says. It signs everybody in unless the test says otherwise. */
export class ScriptedServer {
  readonly seen: Seen[] = [];
  readonly slept: number[] = [];
  now = NOW;
  readonly #routes: Route[] = [];
  readonly #server: Server;
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
    this.on('POST', /\/access_tokens$/, { status: 201, body: { token: 'ghs_installation', expires_at: '2026-01-05T11:00:00Z' } });
    this.on('POST', /\/registration-token$/, { status: 201, body: { token: 'REGISTRATION', expires_at: '2026-01-05T11:00:00Z' } });
    this.on('POST', /\/actions\/runner-registration$/, { body: this.admin() });
  }

  static async start(): Promise<ScriptedServer> {
    const server = createServer((request, response) => void scripted.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const scripted: ScriptedServer = new ScriptedServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return scripted;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Answers these requests with one step after the other; the last one stays. It takes precedence over what was said before. */
  on(method: string, path: RegExp, ...steps: readonly Step[]): void {
    this.#routes.unshift({ method, path, steps: [...steps] });
  }

  /** The answer that leads to the service of the scale sets. */
  admin(exp: number | undefined = (NOW + HOUR_MS) / 1000, name = 'admin'): unknown {
    return { url: `${this.url}/service/`, token: aToken(exp, name) };
  }

  connection(more: Partial<GitHubConnection> = {}): GitHubConnection {
    return {
      url: `${this.url}/contoso`,
      credential: async () => ({ kind: 'pat', token: PAT }),
      userAgent: 'test/1',
      now: () => this.now,
      sleep: async (ms) => void this.slept.push(ms),
      ...more,
    };
  }

  /** What was asked, in its order: method and path. @param path only requests whose path matches */
  asked(path = /./): readonly string[] {
    return this.seen.filter((request) => path.test(request.path)).map((request) => `${request.method} ${request.path}`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const { pathname: path, search: query } = new URL(request.url ?? '', this.url);
    const { method = '', headers } = request;
    this.seen.push({ method, path, query, headers, body: text === '' ? undefined : JSON.parse(text) });
    const route = this.#routes.find((each) => each.method === method && each.path.test(path));
    const step = route === undefined ? { status: 501, body: `no script for ${method} ${path}` } : nextOf(route.steps);
    if (step === 'hang') return;
    if (step === 'reset') return void request.socket.destroy();
    const { status = 200, body, headers: extra = {} } = step;
    const type = typeof body === 'string' ? {} : { 'content-type': 'application/json; charset=utf-8' };
    response.writeHead(status, { ...type, ...extra });
    response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  }
}

function nextOf(steps: Step[]): Step {
  const step = steps.length > 1 ? steps.shift() : steps[0];
  if (step === undefined) throw new Error('a route without an answer');
  return step;
}
