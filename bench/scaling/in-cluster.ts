import { measure } from './measure';
import { readOptions } from './options';

/** The benchmark with a cluster at hand: `in-cluster.js FILE [options]`, with the environment of the end-to-end scenarios. */
async function main([file = '', ...args]: readonly string[]): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  await measure(readOptions(args), file, stop.signal);
  console.log(`results: ${file}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
