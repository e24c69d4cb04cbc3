import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OPERATE } from '../../config/timings';
import { reason } from '../../lib/reason';

/** Runs a program and returns its standard output; the promise rejects if the program fails. */
export type Run = (command: string, args: readonly string[]) => Promise<string>;

/** What Azure returns about all VM sizes of a region is a few MiB. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The Azure CLI of Windows is a batch file, which only a shell can start. A shell splits and interprets what is not quoted. */
const USES_SHELL = process.platform === 'win32';
const forShell = (args: readonly string[]) => (USES_SHELL ? args.map((arg) => `"${arg}"`) : [...args]);

/** Runs a program for at most `OPERATE.call`. */
export const runProgram: Run = (command, args) => run(command, args, { timeout: OPERATE.call.milliseconds });

/** Runs programs; the signal ends those that still run. */
export const runUntil =
  (signal: AbortSignal): Run =>
  (command, args) =>
    run(command, args, { signal });

async function run(command: string, args: readonly string[], limit: { readonly timeout: number } | { readonly signal: AbortSignal }) {
  const options = { ...limit, encoding: 'utf8', maxBuffer: MAX_BYTES, shell: USES_SHELL } as const;
  return (await promisify(execFile)(command, forShell(args), options)).stdout;
}

/** Whether a program could not be started because it is missing. */
export const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The message of a program that failed: one line, without its arguments. */
export function programMessage(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = stderr.split('\n').map((line) => line.trim());
  // The Azure CLI prints warnings before the error.
  const failure = lines
    .find((line) => line.startsWith('ERROR:'))
    ?.slice('ERROR:'.length)
    .trim();
  return (failure ?? lines.find(Boolean) ?? reason(error)).slice(0, 300);
}
