import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  /** Whether the process is worth keeping. */
  alive(): boolean;
  ready(): boolean;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The kubelet, a Prometheus or two, and a person who looks. Others wait their turn, or are turned away. */
const MOST_CONNECTIONS = 16;
/** A request is one line and some headers. */
const REQUEST_MS = 5000;

/** Serves /healthz and /readyz, 200 for yes and 503 for no, and /metrics. */
export async function serveHealth(port: number, health: Health): Promise<HealthServer> {
  return listen(port, (request, response) => void answer(request, response, health)).catch((cause: Error) => {
    throw new Error(`cannot serve health on port ${port}: ${cause.message}; set AZP_HEALTH_PORT`, { cause });
  });
}

/**
 * An HTTP server that whoever reaches it may flood, and that then takes no more memory for it: few connections, of one
 * request each, whose body is not read. @throws when the port is taken
 */
export async function listen(port: number, handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<HealthServer> {
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 };
  const server = createServer({ ...limits, keepAlive: false }, (request, response) => {
    response.shouldKeepAlive = false;
    handle(request, response);
  });
  server.maxConnections = MOST_CONNECTIONS;
  // What is sent and never read, or never ends, must not hold a connection.
  server.setTimeout(REQUEST_MS, (socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  // Nothing that a connection does may end the process.
  server.on('error', () => {}).on('clientError', (_, socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer({ url = '' }: IncomingMessage, response: ServerResponse, { alive, ready, metrics }: Health): Promise<void> {
  const say = (status: number, body: string, contentType = 'text/plain') =>
    response.writeHead(status, { 'content-type': contentType }).end(body);
  const sayWhether = (yes: boolean) => say(yes ? 200 : 503, yes ? 'ok\n' : 'no\n');
  switch (url.replace(/\?.*/, '')) {
    case '/healthz':
      return void sayWhether(alive());
    case '/readyz':
      return void sayWhether(ready());
    case '/metrics':
      return void say(200, await metrics.metrics(), metrics.contentType);
    default:
      return void say(404, 'no\n');
  }
}
