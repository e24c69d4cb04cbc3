import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REQUEST } from '../../config/timings';

export interface BoundedServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How many connections a server accepts. */
export interface Limits {
  /** @default 16: enough for the kubelet, one or two Prometheus servers and a person */
  readonly maxConnections?: number;
  /** From one address at the same time. @default maxConnections */
  readonly maxPerAddress?: number;
}

/** Further connections wait or are refused. */
const MAX_CONNECTIONS = 16;

/**
 * An HTTP server whose memory stays small even if somebody floods it with requests: it accepts few connections, one request
 * on each, and reads no body. @throws if the port is taken
 */
export async function listen(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  { maxConnections = MAX_CONNECTIONS, maxPerAddress = maxConnections }: Limits = {},
): Promise<BoundedServer> {
  const limits = {
    requestTimeout: REQUEST.arrival.milliseconds,
    headersTimeout: REQUEST.arrival.milliseconds,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 8192,
  };
  const server = createServer({ ...limits, keepAlive: false }, (request, response) => {
    response.shouldKeepAlive = false;
    try {
      handle(request, response);
    } catch {
      // A fault in one answer must not end the process.
      response.writeHead(500).end();
    }
  });
  // Also if a client sends many requests without waiting for an answer.
  server.maxRequestsPerSocket = 1;
  server.maxConnections = maxConnections;
  limitAddresses(server, maxPerAddress);
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

/** Refuses further connections of an address, so that one client cannot take the places of all others. */
function limitAddresses(server: Server, maxPerAddress: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.on('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    if (count > maxPerAddress) socket.destroy();
  });
}
