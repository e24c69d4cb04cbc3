import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../config/project';
import { UsageError } from '../operate/lib/command';
import { parseOptions } from '../operate/lib/parse-options';
import { quantile } from '../operate/lib/quantile';
import { runMain } from './lib/run-main';

const USAGE = `npm run bench:commands [-- OPTIONS]
Measures what a user waits for, in a copy of this project: --help of each
command before anything is built, the first synth, a synth after a change of the
config only, and a synth after no change. npm itself is included.

  --runs N  how often each is measured; default 3. The table shows the median
            and the longest
  --help    shows this help
`;

interface Run {
  /** Wall time. */
  readonly seconds: number;
  /** Of all processes of the command together. It says more than the wall time while the machine does other work. */
  readonly processorSeconds: number;
}

interface Row {
  readonly title: string;
  readonly runs: readonly Run[];
}

/** The files of this project that git knows or would add, with the packages, and nothing that was built. */
function copyProject(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-commands-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(root, name)))) {
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** bash measures the processor time of all processes that a command starts. */
const TIMED = 'TIMEFORMAT="%R %U %S"; time npm run --silent "$@" >/dev/null 2>&1';

/** Measures a command. @throws if it fails */
function timed(folder: string, command: string, ...args: readonly string[]): Run {
  const { status, stderr } = spawnSync('bash', ['-c', TIMED, 'bash', command, '--', ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run ${command} ended with exit code ${status}`);
  const [seconds = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return { seconds, processorSeconds: user + system };
}

const times = (count: number, measure: (run: number) => Run): readonly Run[] => Array.from({ length: count }, (_, run) => measure(run));

function changeConfig(folder: string, run: number): void {
  const file = join(folder, 'agents.config.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/pool: '[^']*'/, `pool: 'bench-${run}'`));
}

function measureAll(folder: string, commands: readonly string[], runs: number): readonly Row[] {
  const helps = commands.map((command) => ({
    title: `${command} --help`,
    runs: times(runs, () => timed(folder, command, '--help')),
  }));
  const first = { title: 'synth, the first in a clone', runs: [timed(folder, 'synth')] };
  const changed = times(runs, (run) => {
    changeConfig(folder, run);
    return timed(folder, 'synth');
  });
  const unchanged = times(runs, () => timed(folder, 'synth'));
  return [
    ...helps,
    first,
    { title: 'synth after a change of the config', runs: changed },
    { title: 'synth after no change', runs: unchanged },
  ];
}

async function main(args: readonly string[]): Promise<number> {
  const runs = Number(parseOptions(args, { runs: { type: 'string' } }).runs ?? 3);
  if (!Number.isInteger(runs) || runs < 1) throw new UsageError('--runs must be a whole number from 1');
  const { root } = projectOf(__dirname);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const folder = copyProject(root);
  try {
    const rows = measureAll(folder, Object.keys(scripts), runs);
    console.log(`on ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node.js ${process.version}`);
    console.log(`${'seconds'.padEnd(38)}${['median', 'longest', 'processor'].map((head) => head.padStart(11)).join('')}`);
    for (const { title, runs: measured } of rows) {
      const seconds = measured.map((run) => run.seconds);
      const processor = measured.map((run) => run.processorSeconds);
      const cells = [quantile(seconds, 0.5), Math.max(...seconds), quantile(processor, 0.5)];
      console.log(`${title.padEnd(38)}${cells.map((cell) => cell.toFixed(2).padStart(11)).join('')}`);
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

runMain('bench:commands', USAGE, main);
