// Runs the scenarios in the cluster that the environment variables name, and reports the result of each.
//
//   node run-scenarios.js [word in the name of a file]...
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { operatorErrors } from './operator-errors';
import { scenarioFiles } from './scenario-files';
import { readEnvironment } from './scene/environment';

/** Light scenarios that run in parallel, in addition to a heavy one, or to another light one when no heavy one is left. */
const PARALLEL_LIGHT = 2;
/** Diagnostics with counts at the end of each run. They are left out, because each run here is one file. */
const COUNT_LINE = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;
/** Time limit for one file. */
const FILE_LIMIT_MS = 15 * 60_000;
/** Time limit for all files. */
const TOTAL_LIMIT_MS = 60 * 60_000;

/** @returns an exit code */
async function main(words: readonly string[]): Promise<number> {
  const { heavy, light, alone } = scenarioFiles(join(__dirname, 'scenarios'), readEnvironment().trigger, words);
  const deadline = AbortSignal.timeout(TOTAL_LIMIT_MS);
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  const signal = AbortSignal.any([deadline, stop.signal]);
  const events = new PassThrough({ objectMode: true });
  const printed = events.compose(new spec());
  printed.pipe(process.stdout);
  const count = { passed: 0, failed: 0 };
  const runFile = async (file: string) => {
    // One run for each file: a run of several files reports a file only after those before it have ended.
    for await (const event of run({ files: [file], timeout: FILE_LIMIT_MS, signal })) {
      // Suites also pass, but are not scenarios.
      const isSuite = 'details' in event.data && event.data.details.type === 'suite';
      if (event.type === 'test:pass' && !isSuite) count.passed += 1;
      if (event.type === 'test:fail') count.failed += 1;
      if (event.type !== 'test:diagnostic' || !COUNT_LINE.test(event.data.message)) events.write(event);
    }
  };
  const oneByOne = async (waiting: string[]) => {
    for (let file = waiting.shift(); file !== undefined && !signal.aborted; file = waiting.shift()) await runFile(file);
  };
  const waiting = [...light];
  const heavyThenLight = async () => {
    await oneByOne([...heavy]);
    await oneByOne(waiting);
  };
  await Promise.all([heavyThenLight(), ...Array.from({ length: PARALLEL_LIGHT }, () => oneByOne(waiting))]);
  for (const file of alone) if (!signal.aborted) await runFile(file);
  const allPrinted = new Promise((resolve) => printed.once('end', resolve));
  events.end();
  await allPrinted;
  if (deadline.aborted) console.error(`The scenarios did not end within ${TOTAL_LIMIT_MS / 60_000} minutes.`);
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
