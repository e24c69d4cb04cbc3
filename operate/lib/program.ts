import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program and gives its standard output; the promise fails when the program does. */
export type Run = (command: string, args: readonly string[]) => Promise<string>;

const LIMIT_MS = 10_000;
/** An answer of Azure on all VM sizes of a region is a few MiB. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The Azure CLI of Windows is a batch file, which only a shell starts, and a shell splits and reads what is not quoted. */
const HAS_SHELL = process.platform === 'win32';
const forShell = (args: readonly string[]) => (HAS_SHELL ? args.map((arg) => `"${arg}"`) : [...args]);

/** Runs a program with a limit of ten seconds. */
export const runProgram: Run = (command, args) => run(command, args, { timeout: LIMIT_MS });

/** Runs programs until a signal ends them. */
export const runUntil =
  (signal: AbortSignal): Run =>
  (command, args) =>
    run(command, args, { signal });

async function run(command: string, args: readonly string[], limit: { readonly timeout: number } | { readonly signal: AbortSignal }) {
  const options = { ...limit, encoding: 'utf8', maxBuffer: MAX_BYTES, shell: HAS_SHELL } as const;
  return (await promisify(execFile)(command, forShell(args), options)).stdout;
}
