import * as z from 'zod/mini';
import type { Listing } from '../../contract/agent-service';
import { DevOpsError } from './error';
import { type Connection, type Request, sendRequest } from './request';

/** Sends a request and checks the shape of its answer. @throws DevOpsError */
export async function readShape<T>(
  connection: Connection,
  request: Request,
  shape: z.ZodMiniType<T>,
): Promise<{ readonly value: T; readonly serverTime: number | undefined }> {
  const { json, serverTime } = await sendRequest(connection, request);
  const parsed = z.safeParse(shape, json);
  if (parsed.success) return { value: parsed.data, serverTime };
  throw unexpected(request, `${parsed.error.issues[0]?.path.join('.') || 'the answer'} is not as documented`);
}

/** Reads a list. Its items are in the field `value`. @throws DevOpsError */
export async function readList<T>(connection: Connection, request: Request, shape: z.ZodMiniType<{ value: T[] }>): Promise<Listing<T>> {
  const { value, serverTime } = await readShape(connection, request, shape);
  return { value: value.value, serverTime };
}

/** The error for a success whose content is not what was asked for. */
export const unexpected = ({ method, path }: Request, what: string) =>
  new DevOpsError(`${method} ${path}: answered 200 with unexpected JSON: ${what}`, { fault: 'transient', status: 200 });
