/** Limit of a wait. It is long, because only a fault reaches it. */
const LIMIT_MS = 60_000;

/** Resolves as the promise does. @param what is expected, for the message @throws Error if it takes longer than a minute */
export async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${LIMIT_MS / 1000} s: ${what}`)), LIMIT_MS);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
