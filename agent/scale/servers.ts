import type { IncomingMessage, ServerResponse } from 'node:http';
import { SCALER_SERVER } from '../../config/pod-contract';
import { type BoundedServer, listen } from '../server/bounded-server';
import type { Decision } from './plan';
import type { Scaler } from './scaler';

/** More than KEDA opens for the most entries of a deployment that all poll at the same moment. */
const NUMBERS_LIMITS = { maxConnections: 128 };

/**
 * Idle agents ask two times a minute. Jobs can reach this port too: one pod must neither keep others away, nor keep the scaler
 * busy, nor ask in the name of another.
 */
const AGENTS_LIMITS = { maxConnections: 64, maxPerAddress: 2 };

/** Serves each entry's number to KEDA. @param onAnswer called with each decision that was answered */
export function serveNumbers(port: number, scaler: Scaler, onAnswer: (decision: Decision) => void): Promise<BoundedServer> {
  const known = new Set(scaler.entries.map(({ name }) => name));
  return listen(
    port,
    (request, response) => {
      const entry = nameBelow(SCALER_SERVER.entries, request);
      if (entry === undefined || !known.has(entry)) return send(response, 404, { error: 'no such entry' });
      const decision = scaler.answer(entry);
      if (decision === undefined) return send(response, 503, { error: 'the last reading is too old' });
      onAnswer(decision);
      return send(response, 200, { value: decision.answer });
    },
    NUMBERS_LIMITS,
  );
}

/** Tells idle agents whether they may stay. */
export function serveAgents(port: number, scaler: Scaler): Promise<BoundedServer> {
  return listen(
    port,
    (request, response) => {
      const name = nameBelow(SCALER_SERVER.agents, request);
      if (name !== undefined && scaler.isAskedByOther(name, addressOf(request))) return send(response, 403, { error: 'not your name' });
      const stay = name === undefined ? undefined : scaler.mayStay(name);
      if (stay !== undefined) return send(response, 200, { stay });
      if (name === undefined || !scaler.mayKnow(name)) return send(response, 404, { error: 'no such agent' });
      return send(response, 503, { error: 'the last reading is too old' });
    },
    AGENTS_LIMITS,
  );
}

/** A socket that listens for IPv6 shows an IPv4 address in the form ::ffff:10.0.0.1. */
const addressOf = ({ socket }: IncomingMessage): string => (socket.remoteAddress ?? '').replace(/^::ffff:(?=[0-9.]+$)/, '');

/** The last part of a path that consists of a folder and a name; undefined for any other path. */
function nameBelow(folder: string, { url = '', method }: IncomingMessage): string | undefined {
  if (method !== 'GET' || !url.startsWith(folder)) return undefined;
  const name = url.slice(folder.length);
  return /^[a-z0-9.-]+$/.test(name) ? name : undefined;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
