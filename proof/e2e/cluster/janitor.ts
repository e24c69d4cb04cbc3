// Clears up after a run, however that ended: it waits for the end of its standard input, which the run's first process
// holds open as long as it lives.
//
//   node janitor.js <cgroup name> <work folder>
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { killProcesses, removeCgroup } from './cgroups';

const PATIENCE_MS = 60_000;
const [cgroup = '', work = ''] = process.argv.slice(2);

// Ctrl-C is for the others.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume().on('end', () => {
  clear().catch((error) => {
    console.error(`left behind: cgroup ${cgroup}, ${work}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
});

async function clear(): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (killProcesses(cgroup) > 0) {
    if (Date.now() > deadline) throw new Error('processes do not end');
    await delay(50);
  }
  removeCgroup(cgroup);
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
