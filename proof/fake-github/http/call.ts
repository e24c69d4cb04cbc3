import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod/mini';
import type { Query } from '../../fake-devops/http/query';
import type { Identity } from '../identity/identity';
import { badRequest, RestError } from '../service-error';

export { emptyReply, listOf, ok, type Reply } from '../../fake-devops/http/call';

/** A request that a route handles. */
export interface Call {
  /** Values of the parameters in the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  /** The body, unparsed. */
  readonly text: string;
  readonly identity: Identity;
  /** URL of the server as the caller names it, without a trailing slash: answers have absolute URLs. */
  readonly origin: string;
  /** Aborted when the client disconnects. */
  readonly gone: AbortSignal;
}

/** Reads a number from the path. @throws ActionsError 400 */
export function idIn(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d+$/.test(text)) throw badRequest(`The request URI has "${text}" where a number is expected.`);
  return Number(text);
}

/** Parses and checks the body for the Actions service. @throws ActionsError 400 that names the invalid field */
export function bodyOf<T>(call: Call, schema: z.ZodMiniType<T>): T {
  return parsed(call.text, schema, badRequest);
}

/** Parses and checks the body for the REST API. @throws RestError 422 that names the invalid field */
export function restBodyOf<T>(call: Call, schema: z.ZodMiniType<T>): T {
  return parsed(call.text === '' ? '{}' : call.text, schema, (message) => new RestError(422, `Invalid request.\n\n${message}`));
}

function parsed<T>(text: string, schema: z.ZodMiniType<T>, refusal: (message: string) => Error): T {
  const result = z.safeParse(schema, jsonOf(text, refusal));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refusal(`Value is missing or wrong. Parameter name: ${issue?.path.join('.') || 'body'} (${issue?.message})`);
}

function jsonOf(text: string, refusal: (message: string) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('The body of the request is not JSON.');
  }
}
