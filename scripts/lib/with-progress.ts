const HEARTBEAT_MS = 10_000;

/** Says on stderr that something has begun, each ten seconds that it still goes on, and how it ended. */
export async function withProgress<T>(title: string, work: () => Promise<T>, ending: (result: T) => string): Promise<T> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.error(`${title} ...`);
  const heartbeat = setInterval(() => console.error(`  ${title}: ${seconds()} so far`), HEARTBEAT_MS);
  try {
    const result = await work();
    console.error(`  ${ending(result)} (${seconds()})`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
