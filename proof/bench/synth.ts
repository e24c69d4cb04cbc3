import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { parseOptions } from '../../operate/lib/parse-options';
import { countOf, runAsProcess } from '../lib/command';
import { measure, median, type Run, type Subject } from './measure';
import { copyWithRootImports } from './root-imports';

const USAGE = `Measures a synth of agents.config.ts: the compiled program, loading cdktf alone,
type check, and bundling. Also measures the same stacks under ts-node with
imports of the providers' package roots; npm installs ts-node into a temporary
folder.

  npm run bench:synth [-- --runs <n>] [-- --no-ts-node]`;

const project = projectOf(__dirname);

interface Options {
  /** Runs of each subject. */
  readonly runs: number;
  /** Whether to measure under ts-node too. */
  readonly tsNode: boolean;
}

function parse(args: readonly string[]): Options {
  const { runs = '7', 'no-ts-node': noTsNode = false } = parseOptions(args, {
    runs: { type: 'string' },
    'no-ts-node': { type: 'boolean' },
  });
  return { runs: countOf('--runs', runs), tsNode: !noTsNode };
}

async function run({ runs: count, tsNode }: Options): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const env = { CDKTF_OUTDIR: join(folder, 'out') };
    const floor: Subject = { title: 'require("cdktf"), lower bound', args: ['-e', 'require("cdktf")'], cwd: project.root };
    const program: Subject = { title: 'synth, compiled and bundled', args: ['dist/synth.cjs'], cwd: project.root, env };
    const compiler: Subject = {
      title: 'type check',
      args: [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'],
      cwd: project.root,
    };
    const bundler: Subject = { title: 'bundle', args: ['scripts/build.mjs', '--no-check'], cwd: project.root };

    console.error(`${count} runs of each in turn, after a first one that is not counted`);
    const results = inTurn([floor, program, compiler, bundler], count);
    const rows = [floor, program, compiler, bundler].map((subject, index) => [subject.title, results[index] as readonly Run[]] as const);
    printTable(rows);
    const [floorRuns = [], programRuns = []] = results;
    const ratios = programRuns.map(({ seconds }, index) => seconds / (floorRuns[index]?.seconds ?? Number.NaN));
    console.log(
      `\nsynth takes ${median(ratios).toFixed(2)} times as long as the lower bound (median of ${count} pairs; the goal is at most 1.40)`,
    );
    if (tsNode) printTable([['synth, ts-node and root imports', [measure(underTsNode(join(folder, 'roots'), env))]]]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

/** Runs the subjects in turn, so that changes of the machine's speed affect all of them. */
function inTurn(subjects: readonly Subject[], count: number): readonly (readonly Run[])[] {
  for (const subject of subjects) measure(subject);
  const rounds = Array.from({ length: count }, () => subjects.map(measure));
  return subjects.map((_, index) => rounds.map((round) => round[index] as Run));
}

/** Prepares the same stacks with root imports, to run under ts-node. */
function underTsNode(target: string, env: NodeJS.ProcessEnv): Subject {
  console.error('\ninstalling ts-node, then one run, which takes a minute');
  copyWithRootImports(project.root, target);
  const tools = join(target, 'tools');
  execFileSync('npm', ['install', '--prefix', tools, '--no-save', '--no-audit', '--no-fund', 'ts-node@10.9.2', 'typescript@5.9.3'], {
    stdio: 'ignore',
  });
  symlinkSync(join(project.root, 'node_modules'), join(target, 'node_modules'));
  const options = JSON.stringify({
    module: 'commonjs',
    moduleResolution: 'node10',
    target: 'es2023',
    lib: ['es2023'],
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
  });
  return {
    title: 'ts-node with root imports',
    args: ['--max-old-space-size=8192', join(tools, 'node_modules', 'ts-node', 'dist', 'bin.js'), '-O', options, 'main.ts'],
    cwd: target,
    env: { ...env, TS_NODE_COMPILER: join(tools, 'node_modules', 'typescript') },
  };
}

function printTable(rows: readonly (readonly [title: string, runs: readonly Run[]])[]): void {
  console.log(
    `\n${'median (lowest to highest)'.padEnd(34)}${'seconds'.padStart(22)}${'MB'.padStart(8)}   on ${cpus().length} cores, Node.js ${process.version}`,
  );
  for (const [title, all] of rows) {
    const seconds = all.map((run) => run.seconds);
    const range = `(${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)})`;
    const memory = Math.round(median(all.map((run) => run.megabytes)));
    console.log(`${title.padEnd(34)}${`${median(seconds).toFixed(2)} ${range}`.padStart(22)}${String(memory).padStart(8)}`);
  }
}

void runAsProcess({ name: 'bench:synth', usage: USAGE, parse, run }, process.argv.slice(2));
