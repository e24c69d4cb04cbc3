import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `work` with a new folder that only its owner may read, and deletes the folder afterwards, whatever happens: an error,
 * Ctrl-C or another signal that asks the process to end.
 */
export async function withTemporaryFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  let folder: string | undefined;
  const remove = () => folder !== undefined && rmSync(folder, { recursive: true, force: true });
  const end = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  // Before the folder exists: a signal may arrive at any moment.
  process.once('exit', remove);
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    folder = mkdtempSync(join(tmpdir(), prefix));
    return await work(folder);
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    process.off('exit', remove);
    remove();
  }
}
