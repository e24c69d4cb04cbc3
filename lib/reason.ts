import { types } from 'node:util';

/** The text of whatever was thrown. fetch says only "fetch failed"; the cause (refused, unknown host, certificate) is what helps. */
export function reason(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const cause = types.isNativeError(error.cause) ? error.cause.message : '';
  return error.message.includes(cause) ? error.message : `${error.message}: ${cause}`;
}
