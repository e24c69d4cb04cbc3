import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { longStep } from '../lib/long-step';
import type { Options } from './command-line';
import { type Copy, copyProject } from './copy';
import { FORK_VERSION } from './fork';
import type { Programs } from './programs';
import { differentStacks, readStacks } from './stacks';
import { type FailedTest, failedTests, filesOf, isAmong, type JestReport, lineOf, onlyWithFork } from './test-report';

const JEST = ['--max-semi-space-size=64', 'node_modules/jest/bin/jest.js', '--config', 'jest.config.json'];

/** Tries the fork: each method returns what is wrong, a line each. */
export class ForkTrial {
  readonly #project: string;
  readonly #programs: Programs;
  readonly #copy: Copy;
  readonly #scratch: string;

  /** @param work an empty folder */
  constructor(project: string, work: string, programs: Programs) {
    this.#project = project;
    this.#programs = programs;
    const folder = join(work, 'project');
    this.#scratch = join(work, 'results');
    for (const each of [folder, this.#scratch]) mkdirSync(each);
    this.#copy = copyProject(project, folder);
  }

  /** Installs the packages and builds the copy. @throws Error if that fails */
  async prepare(): Promise<void> {
    const { folder, node } = this.#copy;
    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline'];
    if ((await longStep(`install cdktn ${FORK_VERSION}`, () => this.#run('npm', install))) !== 0)
      throw new Error('npm install failed, see above');
    if ((await longStep('build', () => this.#run(node, ['scripts/build.mjs']))) !== 0)
      throw new Error(`the build in ${folder} failed, see above`);
  }

  /** Compares the stacks that both write, by the program itself and by cdktn-cli. */
  async compareStacks(): Promise<readonly string[]> {
    const outdir = (name: string) => join(this.#scratch, name);
    const { folder, node } = this.#copy;
    const cli = [join(folder, 'node_modules/cdktn-cli/bin/cdktn'), 'synth', '--output', outdir('cli')];
    const codes = await longStep('synth with cdktf, with cdktn, and by cdktn-cli', async () => [
      await this.#programs.run(process.execPath, ['dist/synth.cjs'], { cwd: this.#project, env: { CDKTF_OUTDIR: outdir('cdktf') } }),
      await this.#run(node, ['dist/synth.cjs'], { CDKTF_OUTDIR: outdir('cdktn') }),
      await this.#run(node, cli, { CI: '1', CHECKPOINT_DISABLE: '1' }),
    ]);
    const titles = ['synth with cdktf', 'synth with cdktn', 'cdktn synth'];
    const failed = titles.filter((_, at) => codes[at] !== 0).map((title) => `${title} failed`);
    if (failed.length > 0) return failed;
    const ours = readStacks(outdir('cdktf'));
    return [
      ...differentStacks(ours, readStacks(outdir('cdktn'))).map((name) => `stack ${name} is different with cdktn`),
      ...differentStacks(ours, readStacks(outdir('cli'))).map((name) => `stack ${name} is different by cdktn synth`),
    ];
  }

  /** Checks the types of the tests; the build has checked those of the code. */
  async checkTypes(): Promise<readonly string[]> {
    const code = await longStep('types of the tests', () => this.#run('npx', ['tsc', '-p', 'tsconfig.test.json']));
    return code === 0 ? [] : ['the types of the tests are wrong with cdktn, see above'];
  }

  /** Runs the tests. A test counts only if it fails twice, because the machine may be busy, and passes with cdktf. */
  async runTests({ words }: Options): Promise<readonly string[]> {
    const first = await this.#failed('cdktn', words);
    if (first.length === 0) return [];
    const again = await this.#failed('cdktn', filesOf(first));
    const failed = again.filter((test) => isAmong(first, test));
    if (failed.length === 0) return [];
    return onlyWithFork(failed, await this.#failed('cdktf', filesOf(failed))).map((test) => `only with cdktn fails ${lineOf(test)}`);
  }

  /** Runs the tests in the copy or in the project itself. @param words parts of the paths of test files; none for all */
  async #failed(library: 'cdktn' | 'cdktf', words: readonly string[]): Promise<readonly FailedTest[]> {
    const { folder, node, path } = this.#copy;
    const file = join(this.#scratch, 'tests.json');
    rmSync(file, { force: true });
    const args = [...JEST, '--json', `--outputFile=${file}`, ...words];
    // Jest's own lines show the progress. The report has the failed tests.
    const code = await longStep(`tests with ${library}`, () =>
      library === 'cdktn'
        ? this.#programs.run(node, args, { cwd: folder, env: { PATH: path }, shown: true })
        : this.#programs.run(process.execPath, args, { cwd: this.#project, shown: true }),
    );
    if (!existsSync(file)) throw new Error(`the tests ended with exit code ${code} and without a report, see above`);
    const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
    console.log(`    ${report.numPassedTests} tests passed with ${library}`);
    return failedTests(report, library === 'cdktn' ? folder : this.#project);
  }

  #run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
    return this.#programs.run(command, args, { cwd: this.#copy.folder, env: { PATH: this.#copy.path, ...env } });
  }
}
