import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './command-line';

/** Writes a line to the diagnostic log. */
export type Trace = (line: string) => void;

/**
 * Opens the diagnostic log of one process: `_diag/Agent_<time>-utc.log` or `_diag/Worker_<time>-utc.log`. AGENT_DIAGLOGPATH and
 * WORKER_DIAGLOGPATH set another folder.
 */
export function openTrace(kind: 'Agent' | 'Worker', home: string, env: Environment): Trace {
  const folder = env[`${kind.toUpperCase()}_DIAGLOGPATH`] || join(home, '_diag');
  mkdirSync(folder, { recursive: true });
  const now = new Date().toISOString();
  const file = join(folder, `${kind}_${now.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-utc.log`);
  return (line) => appendFileSync(file, `[${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z INFO ${kind}] ${line}\n`);
}
