import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PLACEHOLDER_SERVER } from '../../config/pod-contract';
import { REQUEST } from '../../config/timings';

export interface Health {
  /** If false, the kubelet should restart the container. */
  alive(): boolean;
  ready(): boolean;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Enough for the kubelet, one or two Prometheus servers and a person. Further connections wait or are refused. */
const MAX_CONNECTIONS = 16;

/** Serves /healthz and /readyz, with 200 for yes and 503 for no, and /metrics. */
export async function serveHealth(port: number, health: Health): Promise<HealthServer> {
  return listen(port, (request, response) => void answer(request, response, health)).catch((cause: Error) => {
    throw new Error(`cannot serve health on port ${port}: ${cause.message}; set AZP_HEALTH_PORT`, { cause });
  });
}

/**
 * An HTTP server whose memory stays small even if somebody floods it with requests: it accepts few connections, one request
 * on each, and reads no body. @throws if the port is taken
 */
export async function listen(port: number, handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<HealthServer> {
  const limits = {
    requestTimeout: REQUEST.arrival.milliseconds,
    headersTimeout: REQUEST.arrival.milliseconds,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 8192,
  };
  const server = createServer({ ...limits, keepAlive: false }, (request, response) => {
    response.shouldKeepAlive = false;
    handle(request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  // A client that does not read the answer, or never ends its request, must not hold a connection.
  server.setTimeout(REQUEST.arrival.milliseconds, (socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  // No error of a connection may end the process.
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
  const send = (status: number, body: string, contentType = 'text/plain') =>
    response.writeHead(status, { 'content-type': contentType }).end(body);
  const sendVerdict = (yes: boolean) => send(yes ? 200 : 503, yes ? 'ok\n' : 'no\n');
  switch (url.replace(/\?.*/, '')) {
    case PLACEHOLDER_SERVER.alive:
      return void sendVerdict(alive());
    case PLACEHOLDER_SERVER.ready:
      return void sendVerdict(ready());
    case PLACEHOLDER_SERVER.metrics:
      return void send(200, await metrics.metrics(), metrics.contentType);
    default:
      return void send(404, 'no\n');
  }
}
