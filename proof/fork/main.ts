import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { runCommand } from '../../operate/lib/command';
import { EXIT, type ExitCode } from '../../operate/lib/exit-codes';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { FORK_VERSION } from './fork';
import { killProcessesIn } from './left-processes';
import { Programs } from './programs';
import { ForkTrial } from './try-fork';

const { root } = projectOf(__dirname);

const testFiles = (): readonly string[] =>
  readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('__tests__', file));

async function run(options: Options): Promise<ExitCode> {
  const work = mkdtempSync(join(tmpdir(), 'fork-'));
  const programs = new Programs();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => programs.end());
  try {
    const problems = await tryFork(new ForkTrial(root, work, programs), options);
    for (const problem of problems) console.error(problem);
    if (problems.length === 0) console.log(`cdktn ${FORK_VERSION} does everything that was tried as cdktf does`);
    return problems.length === 0 ? EXIT.ok : EXIT.finding;
  } catch (error) {
    if (programs.ended) return EXIT.interrupted;
    throw error;
  } finally {
    killProcessesIn(work);
    if (options.keep) console.log(`the copy is in ${work}`);
    else rmSync(work, { recursive: true, force: true });
  }
}

async function tryFork(trial: ForkTrial, options: Options): Promise<readonly string[]> {
  await trial.prepare();
  return [...(await trial.compareStacks()), ...(await trial.checkTypes()), ...(options.withTests ? await trial.runTests(options) : [])];
}

void runCommand({ name: 'test:fork', usage: USAGE, parse: (args) => parseCommandLine(args, testFiles()), run }, process.argv.slice(2));
