import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectOf } from '../../config/project';

/** A program to measure. */
export interface Subject {
  readonly title: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** One run: wall time in seconds, peak memory in MB (10^6 bytes). */
export interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs a program once, in its own process. @throws Error with standard error if it fails */
export function measure({ title, args, cwd, env }: Subject): Run {
  const report = join(projectOf(__dirname).root, 'proof', 'bench', 'report-memory.cjs');
  const started = process.hrtime.bigint();
  const { status, output, stderr } = spawnSync(process.execPath, ['--require', report, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(`${title} failed with exit code ${status}:\n${stderr}`);
  return { seconds, megabytes: (Number(output[3]) * 1024) / 1e6 };
}

/** Returns the median; of an even number of values, the higher of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
