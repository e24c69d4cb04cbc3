import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectOf } from '../../config/project';
import { readOptions } from './proc-options';

const USAGE = `Measures what watching an agent costs: processor time of "run" in % of a core, while its listener waits and while a job
runs, with many processes beside it or below the job's worker.

  npm run bench:proc [-- --processes <n>] [-- --seconds <n>] [-- --program <agent.cjs>]

Defaults: 1000 processes, 120 seconds for each of the two, the program that was just built.`;

/** A listener writes its first lines at the start, and "run" is more attentive then. */
const SETTLE_SECONDS = 40;
/** Units of the times in /proc/<pid>/stat, as sysconf(_SC_CLK_TCK) says on every Linux that has Node.js. */
const TICKS_PER_SECOND = 100;

const listener = `#!/bin/bash
echo $$ >pid
echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Listening for Jobs"
while [ ! -e job ]; do sleep 1; done
echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Running job: bench"
bin/Agent.Worker
`;
/** The processes of a job, below the worker. */
const worker = `#!/bin/bash
for ((n = 0; n < PROCESSES; n++)); do sleep 3600 & done
touch working
wait
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(USAGE);
  const { processes, seconds, program } = readOptions(args, join(projectOf(__dirname).root, 'docker', 'agent.cjs'));
  const folder = mkdtempSync(join(tmpdir(), 'bench-proc-'));
  const home = layOut(folder);
  const others = spawn('bash', ['-c', `for ((n = 0; n < ${processes}; n++)); do sleep 3600 & done; wait`], { detached: true });
  const run = spawn(process.execPath, [program, 'run'], {
    cwd: home,
    env: { ...process.env, PROCESSES: `${processes}`, AZP_AGENT_HOME: home, AZP_HANDOVER: join(folder, 'handover') },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  try {
    console.error(`${processes} processes; ${SETTLE_SECONDS} s to settle, then twice ${seconds} s`);
    await delay(SETTLE_SECONDS * 1000);
    const waiting = await share(run, seconds);
    writeFileSync(join(home, 'job'), '');
    while (!existsSync(join(home, 'working'))) await delay(100);
    await delay(5000);
    const working = await share(run, seconds);
    console.log(`while the listener waits: ${waiting} % of a core\nwhile a job runs: ${working} % of a core`);
  } finally {
    endGroup(others.pid);
    endGroup(run.pid);
    // The listener leads a group of its own, with its worker and the job's processes.
    const file = join(home, 'pid');
    if (existsSync(file)) endGroup(Number(readFileSync(file, 'utf8')));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An agent's folder with a registration that was handed over. Returns the folder. */
function layOut(folder: string): string {
  const home = join(folder, 'home');
  const handover = join(folder, 'handover');
  mkdirSync(join(home, 'bin'), { recursive: true });
  mkdirSync(handover);
  for (const [name, text] of [
    ['Agent.Listener', listener],
    ['Agent.Worker', worker],
  ] as const) {
    writeFileSync(join(home, 'bin', name), text);
    chmodSync(join(home, 'bin', name), 0o755);
  }
  for (const name of ['.agent', '.credentials', '.credentials_rsaparams', 'ready']) writeFileSync(join(handover, name), '{}');
  return home;
}

/** Processor time over some seconds, in % of one core. */
async function share(child: ChildProcess, seconds: number): Promise<string> {
  const before = ticks(child);
  await delay(seconds * 1000);
  return (((ticks(child) - before) / TICKS_PER_SECOND / seconds) * 100).toFixed(3);
}

/** User and system time of the process so far. @throws when it has ended */
function ticks({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined || !(pid > 1)) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
