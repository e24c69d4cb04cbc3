import { ServiceError } from '../contract/service-error';
import type { HttpResponse } from './http';

/** A list takes about one kilobyte for each of its items. An answer larger than this is not from the service that was asked. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Reads the body of an answer. `asked` names the request in messages. @throws ServiceError if the body is too large, Error if it breaks off */
export async function readBody(asked: string, response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new ServiceError(`${asked}: the answer has more than ${MAX_BYTES} bytes`, { fault: 'transient', status: response.status });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Returns the content of a text in JSON. Undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
