// Runs the scenarios in the cluster that the environment names, and says of each how it went.
//
//   node run-scenarios.js [word in the name of a file]...
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { operatorErrors } from './operator-errors';
import { scenarioFiles } from './scenario-files';

/** Scenarios mostly wait; more of them at once would wait for the processors. */
const CONCURRENCY = 3;
/** For one file. */
const FILE_LIMIT_MS = 15 * 60_000;
/** For all of them. */
const LIMIT_MS = 60 * 60_000;

async function main(words: readonly string[]): Promise<boolean> {
  const { together, alone } = scenarioFiles(join(__dirname, 'scenarios'), words);
  if (together.length + alone.length === 0) throw new Error(`no scenario's file has ${words.join(' or ')} in its name`);
  const deadline = AbortSignal.timeout(LIMIT_MS);
  process.on('SIGTERM', () => process.exit(130));
  const events = new PassThrough({ objectMode: true });
  const printed = events.compose(new spec());
  printed.pipe(process.stdout);
  let failed = false;
  const play = async (file: string) => {
    // One run for each file: a run of several tells of a file only when those before it have ended.
    for await (const event of run({ files: [file], timeout: FILE_LIMIT_MS, signal: deadline })) {
      if (event.type === 'test:fail') failed = true;
      // Counts of one file.
      if (event.type !== 'test:diagnostic' || event.data.nesting > 0) events.write(event);
    }
  };
  const waiting = [...together];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await play(file);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  for (const file of alone) await play(file);
  const allPrinted = new Promise((resolve) => printed.once('end', resolve));
  events.end();
  await allPrinted;
  if (deadline.aborted) console.error(`They were to end within ${LIMIT_MS / 60_000} minutes.`);
  return !failed && !deadline.aborted;
}

main(process.argv.slice(2)).then(
  async (passed) => {
    if (!passed) console.error(await operatorErrors(process.env['E2E_KUBECONFIG'] ?? ''));
    process.exit(passed ? 0 : 1);
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
