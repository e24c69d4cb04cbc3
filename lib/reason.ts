import { types } from 'node:util';

/**
 * Returns the message of anything that was thrown, with that of its cause. The message of fetch is only "fetch failed": the
 * cause names the problem (refused, unknown host, certificate).
 */
export function reason(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const cause = types.isNativeError(error.cause) ? error.cause.message : '';
  return error.message.includes(cause) ? error.message : `${error.message}: ${cause}`;
}
