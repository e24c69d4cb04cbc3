import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Given {
  /** Stand-ins for programs: what each does, in bash, by its name. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Files in the folder that the script runs in. */
  readonly files?: Readonly<Record<string, string>>;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
  /** The calls of the stand-ins, in order. */
  readonly calls: readonly string[];
  /** Returns the content of a file in the folder after the run. */
  readonly file: (name: string) => string | undefined;
}

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/**
 * Runs a script of a pipeline as the service does: with bash, up to the first error. Programs are replaced by stand-ins. The
 * result goes to `look`.
 */
export function runBash<T>(script: string, { programs = {}, environment = {}, files = {} }: Given, look: (ran: Ran) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const calls = join(folder, 'calls.txt');
    const standIns = Object.entries(programs).map(([name, does]) => `${name}() { echo "${name} $*" >> '${calls}'; ${does}\n}`);
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-e', '-c', [...standIns, script].join('\n')], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment },
    });
    const called = textOf(calls)?.trimEnd().split('\n') ?? [];
    return look({ status, output: stdout + stderr, calls: called, file: (name) => textOf(join(folder, name)) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
