import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Run } from '../../lib/sign-in';

/** An answer of Azure on all VM sizes of a region is a few MiB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Runs programs until a signal ends them. */
export const runUntil =
  (signal: AbortSignal): Run =>
  async (command, args) =>
    (await promisify(execFile)(command, args, { signal, encoding: 'utf8', maxBuffer: MAX_BYTES, shell: process.platform === 'win32' }))
      .stdout;
