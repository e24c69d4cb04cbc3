import { UsageError } from '../../../operate/lib/command';
import { measure } from './measure';
import { readOptions } from './options';

const stop = new AbortController();

/** Runs the benchmark in an existing cluster: `in-cluster.js FILE [options]`, with the environment variables of the scenarios. */
async function main([file = '', ...args]: readonly string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await measure(readOptions(args), file, stop.signal);
  console.log(`results: ${file}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (stop.signal.aborted) console.error('stopped early; everything is removed');
  else console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = stop.signal.aborted ? 130 : 1;
});
