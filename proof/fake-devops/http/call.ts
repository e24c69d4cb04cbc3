import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import type { Identity } from '../identity/identity';
import { badRequest } from '../service-error';
import type { Query } from './query';

/** A request that a route handles. */
export interface Call {
  readonly method: string;
  /** Values of the parameters in the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  /** The body, unparsed. */
  readonly text: string;
  readonly identity: Identity;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
}

/** The answer of a route. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Sent as JSON; undefined means an empty body. */
  readonly json?: unknown;
  /** Sent unchanged, with the content type from `headers`. */
  readonly text?: string;
  /** Replaces the body: writes until the client disconnects. */
  readonly stream?: (write: (text: string) => void, gone: AbortSignal) => void;
}

export const ok = (json: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({ status: 200, json, headers });

export const listOf = (value: readonly unknown[], headers: Readonly<Record<string, string>> = {}): Reply =>
  ok({ count: value.length, value }, headers);

export const emptyReply = (status: number): Reply => ({ status });

/** Reads a number from the path. @throws ServiceError 400 */
export function idIn(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d+$/.test(text)) throw badRequest(`The request URI has "${text}" where a number is expected.`);
  return Number(text);
}

/** Parses and checks the body. @throws ServiceError 400 that names the invalid field */
export function bodyOf<T>(call: Call, schema: z.ZodMiniType<T>): T {
  const parsed = z.safeParse(schema, jsonOf(call.text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`Value is missing or wrong. Parameter name: ${issue?.path.join('.') || 'body'} (${issue?.message})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body of the request is not JSON.');
  }
}
