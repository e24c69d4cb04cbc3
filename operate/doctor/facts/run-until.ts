import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Run } from '../../lib/sign-in';

/** An answer of Azure on all VM sizes of a region is a few MiB. */
const MAX_BYTES = 64 * 1024 * 1024;
/** The Azure CLI of Windows is a batch file, which only a shell starts, and a shell splits and reads what is not quoted. */
const HAS_SHELL = process.platform === 'win32';
const forShell = (args: readonly string[]) => (HAS_SHELL ? args.map((arg) => `"${arg}"`) : [...args]);

/** Runs programs until a signal ends them. */
export const runUntil =
  (signal: AbortSignal): Run =>
  async (command, args) => {
    const options = { signal, encoding: 'utf8', maxBuffer: MAX_BYTES, shell: HAS_SHELL } as const;
    return (await promisify(execFile)(command, forShell(args), options)).stdout;
  };
