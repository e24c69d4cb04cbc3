import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  alive(): boolean;
  ready(): boolean;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves /healthz and /readyz: 200 for yes, 503 for no. */
export async function serveHealth(port: number, health: Health): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = { '/healthz': health.alive, '/readyz': health.ready }[request.url ?? ''];
    const status = answer === undefined ? 404 : answer() ? 200 : 503;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status === 200 ? 'ok' : 'no'}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`cannot serve health on port ${port}: ${cause.message}; set AZP_HEALTH_PORT`, { cause })),
    );
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
