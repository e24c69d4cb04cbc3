import type { IncomingMessage, ServerResponse } from 'node:http';
import { PLACEHOLDER_SERVER } from '../../config/pod-contract';
import { type BoundedServer, listen } from './bounded-server';

export interface Health {
  /** If false, the kubelet should restart the container. */
  alive(): boolean;
  ready(): boolean;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

/** Serves /healthz and /readyz, with 200 for yes and 503 for no, and /metrics. */
export async function serveHealth(port: number, health: Health): Promise<BoundedServer> {
  return listen(port, (request, response) => void answer(request, response, health)).catch((cause: Error) => {
    throw new Error(`cannot serve health on port ${port}: ${cause.message}; set AZP_HEALTH_PORT`, { cause });
  });
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
