import type { IncomingMessage } from 'node:http';

/** The part of an answer that is read. The `Response` of fetch has it too. */
export interface HttpResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  /** Unpacked. Null or empty if the answer has none. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the request, and the answer until its body is read. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request, and does not follow redirects. Two programs of this project start with each agent, and the first fetch of a
 * program costs 60 ms of processor time and 20 MiB of memory in Node.js 24: docs/decisions/0035. This has the figures of
 * node:http, because each module is loaded only when it is needed.
 * @throws Error if there is no answer
 */
export async function sendHttp(url: string, { method, headers, body, signal }: HttpRequest): Promise<HttpResponse> {
  const target = new URL(url);
  const { request } = target.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const options = { method, headers: { 'accept-encoding': 'gzip', ...headers }, signal };
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    request(target, options, resolve).on('error', reject).end(body);
  }).catch(whyAborted(signal));
  const { statusCode: status = 0, headers: found } = message;
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => [found[name] ?? []].flat().join(', ') || null },
    body: read(message, signal),
  };
}

async function* read(message: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* await unpacked(message);
  } catch (error) {
    whyAborted(signal)(error);
  }
}

async function unpacked(message: IncomingMessage): Promise<AsyncIterable<Uint8Array>> {
  if (message.headers['content-encoding'] !== 'gzip') return message;
  const { createGunzip } = await import('node:zlib');
  const unzip = createGunzip();
  message.on('error', (error) => unzip.destroy(error)).pipe(unzip);
  return unzip;
}

/** A time limit has a clearer message than the error of the connection that it has ended. */
const whyAborted = (signal: AbortSignal) => (error: unknown) => {
  throw signal.aborted ? signal.reason : error;
};
