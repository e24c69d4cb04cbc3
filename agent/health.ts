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

/** Serves /healthz and /readyz, 200 for yes and 503 for no, and /metrics. */
export async function serveHealth(port: number, health: Health): Promise<HealthServer> {
  const server = createServer((request, response) => void answer(request, response, health));
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
