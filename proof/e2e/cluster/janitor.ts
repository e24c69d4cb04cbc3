// Cleans up after a run, however the run ends. It waits for the end of its standard input: the first process of the run keeps
// that open until it ends.
//
//   node janitor.js <cgroup name> <work folder>
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { killProcesses, removeCgroup } from './cgroups';

/** Limit for the end of all processes. */
const END_LIMIT_MS = 60_000;
const [cgroup = '', work = ''] = process.argv.slice(2);

// Ctrl-C must not end this process before it has cleaned up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume().on('end', () => {
  cleanUp().catch((error) => {
    console.error(`left behind: cgroup ${cgroup}, ${work}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  });
});

async function cleanUp(): Promise<void> {
  const deadline = Date.now() + END_LIMIT_MS;
  while (killProcesses(cgroup) > 0) {
    if (Date.now() > deadline) throw new Error(`processes did not end within ${END_LIMIT_MS / 1000} s`);
    await delay(50);
  }
  removeCgroup(cgroup);
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
