// Runs the scenarios in the cluster that the environment names, and says of each how it went.
//
//   node run-scenarios.js [word in the name of a file]...
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { operatorErrors } from './operator-errors';
import { scenarioFiles } from './scenario-files';

/** Beside a heavy one. */
const LIGHT_AT_ONCE = 2;
/** Counts that stand at the end of each run, which here is one file. */
const COUNT = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;
/** For one file. */
const FILE_LIMIT_MS = 15 * 60_000;
/** For all of them. */
const LIMIT_MS = 60 * 60_000;

/** @returns an exit code */
async function main(words: readonly string[]): Promise<number> {
  const { heavy, light, alone } = scenarioFiles(join(__dirname, 'scenarios'), words);
  if (heavy.length + light.length + alone.length === 0) throw new Error(`no scenario's file has ${words.join(' or ')} in its name`);
  const deadline = AbortSignal.timeout(LIMIT_MS);
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  const signal = AbortSignal.any([deadline, stop.signal]);
  const events = new PassThrough({ objectMode: true });
  const printed = events.compose(new spec());
  printed.pipe(process.stdout);
  const count = { passed: 0, failed: 0 };
  const play = async (file: string) => {
    // One run for each file: a run of several tells of a file only when those before it have ended.
    for await (const event of run({ files: [file], timeout: FILE_LIMIT_MS, signal })) {
      // A suite that passed is no scenario more.
      const isSuite = 'details' in event.data && event.data.details.type === 'suite';
      if (event.type === 'test:pass' && !isSuite) count.passed += 1;
      if (event.type === 'test:fail') count.failed += 1;
      if (event.type !== 'test:diagnostic' || !COUNT.test(event.data.message)) events.write(event);
    }
  };
  const oneByOne = async (waiting: string[]) => {
    for (let file = waiting.shift(); file !== undefined && !signal.aborted; file = waiting.shift()) await play(file);
  };
  const waiting = [...light];
  await Promise.all([oneByOne([...heavy]), ...Array.from({ length: LIGHT_AT_ONCE }, () => oneByOne(waiting))]);
  for (const file of alone) if (!signal.aborted) await play(file);
  const allPrinted = new Promise((resolve) => printed.once('end', resolve));
  events.end();
  await allPrinted;
  if (deadline.aborted) console.error(`They were to end within ${LIMIT_MS / 60_000} minutes.`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  if (stop.signal.aborted) return 130;
  if (count.passed > 0 && count.failed === 0 && !deadline.aborted) return 0;
  console.error(await operatorErrors(process.env['E2E_KUBECONFIG'] ?? ''));
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
