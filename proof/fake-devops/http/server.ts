import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock';
import type { Reply } from './call';
import type { Incoming, Outcome } from './handler';

/** Larger than any body that a client sends. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Answers requests. */
export interface RequestHandler {
  handle(incoming: Incoming): Promise<Outcome>;
}

/** The HTTP server that passes requests to a handler. */
export class HttpServer {
  readonly #server: Server;
  readonly #handler: RequestHandler;
  readonly #clock: Clock;
  #origin = '';

  constructor(handler: RequestHandler, clock: Clock) {
    this.#handler = handler;
    this.#clock = clock;
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void this.#serve(request, response));
  }

  /** The URL of the server, without a trailing slash. */
  get origin(): string {
    return this.#origin;
  }

  /** @throws Error if the port is in use */
  async listen(host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    const { port: actual } = this.#server.address() as AddressInfo;
    this.#origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    try {
      const text = await readText(request);
      const outcome = await this.#handler.handle({ request, text, gone: gone.signal, origin: this.#origin });
      if (outcome === 'reset') request.socket.resetAndDestroy();
      else if (outcome !== 'hang') this.#send(response, outcome, gone.signal);
    } catch (error) {
      if (!response.headersSent && !response.destroyed) response.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`);
    }
  }

  #send(response: ServerResponse, reply: Reply, gone: AbortSignal): void {
    response.sendDate = false;
    const date = new Date(this.#clock.now()).toUTCString();
    if (reply.stream !== undefined) {
      response.writeHead(reply.status, { date, ...reply.headers });
      reply.stream((text) => response.write(text), gone);
      return;
    }
    const body = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
    const headers: Record<string, string | string[]> = {
      date,
      ...(reply.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...(reply.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      ...reply.headers,
    };
    response.writeHead(reply.status, headers).end(body);
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new RangeError(`the body has more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
