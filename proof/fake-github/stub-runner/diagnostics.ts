import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './command-line';

/** Writes a line to the diagnostic log. */
export type Trace = (line: string) => void;

/** Opens the diagnostic log of one process, `_diag/Runner_<time>-utc.log` or `_diag/Worker_<time>-utc.log`. A variable copies it to stdout. */
export function openTrace(kind: 'Runner' | 'Worker', home: string, env: Environment): Trace {
  const folder = join(home, '_diag');
  mkdirSync(folder, { recursive: true });
  const now = new Date().toISOString();
  const file = join(folder, `${kind}_${now.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-utc.log`);
  const copies = env['ACTIONS_RUNNER_PRINT_LOG_TO_STDOUT'] === '1';
  return (line) => {
    const text = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z INFO ${kind}] ${line}\n`;
    appendFileSync(file, `[${text}`);
    if (copies) process.stdout.write(`[${kind.toUpperCase()} ${text}`);
  };
}
