const HEARTBEAT_MS = 10_000;

/** Runs `work`. Prints on stderr when it starts, every ten seconds while it runs, and how it ended. */
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
