import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import type { Identity } from '../identity/identity';
import { badRequest } from '../service-error';
import type { Query } from './query';

/** A request that a route handles. */
export interface Call {
  readonly method: string;
  /** What the placeholders of the route's path stand for, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly text: string;
  readonly identity: Identity;
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;
}

/** What a route answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Sent as JSON; undefined is an empty body. */
  readonly json?: unknown;
  /** Sent as it is, with the content type that the headers give. */
  readonly text?: string;
  /** In place of a body: writes as long as the client is there. */
  readonly stream?: (write: (text: string) => void, gone: AbortSignal) => void;
}

export const ok = (json: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({ status: 200, json, headers });

export const listOf = (value: readonly unknown[], headers: Readonly<Record<string, string>> = {}): Reply =>
  ok({ count: value.length, value }, headers);

export const nothing = (status: number): Reply => ({ status });

/** A number in the path. @throws ServiceError 400 */
export function idIn(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d+$/.test(text)) throw badRequest(`The request URI has "${text}" where a number is expected.`);
  return Number(text);
}

/** The body, checked. @throws ServiceError 400 that names the field which is wrong */
export function bodyOf<T>(call: Call, shape: z.ZodMiniType<T>): T {
  const parsed = z.safeParse(shape, jsonOf(call.text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`Value is missing or wrong. Parameter name: ${issue?.path.join('.') || 'body'} (${issue?.message})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body of the request is no JSON.');
  }
}
