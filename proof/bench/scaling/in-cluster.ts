import { measure } from './measure';
import { readOptions } from './options';

const stop = new AbortController();

/** The benchmark with a cluster at hand: `in-cluster.js FILE [options]`, with the environment of the end-to-end scenarios. */
async function main([file = '', ...args]: readonly string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await measure(readOptions(args), file, stop.signal);
  console.log(`results: ${file}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (stop.signal.aborted) console.error('ended early; everything is removed');
  else console.error(error);
  process.exitCode = stop.signal.aborted ? 130 : 1;
});
