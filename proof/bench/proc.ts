import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectOf } from '../../config/project';
import { runAsProcess } from '../lib/command';
import { type ProcOptions, readOptions } from './proc-options';

const USAGE = `Measures the processor time of "run", which watches the agent, in % of a core:
while the listener waits, with many other processes in the container, and while
a job runs, with as many processes below the job's worker.

  npm run bench:proc [-- OPTIONS]

  --processes N      how many other processes; default 1000
  --seconds N        length of each of the two measurements; default 120
  --program FILE     the agent.cjs to measure; default that of this build`;

/** Delay of the first measurement. After the start of the listener "run" polls more often for a while. */
const SETTLE_SECONDS = 40;
/** Unit of the times in /proc/<pid>/stat: sysconf(_SC_CLK_TCK), which is 100 on every Linux that Node.js supports. */
const TICKS_PER_SECOND = 100;

const LISTENER_SCRIPT = `#!/bin/bash
echo $$ >pid
echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Listening for Jobs"
while [ ! -e job ]; do sleep 1; done
echo "$(date -u '+%Y-%m-%d %H:%M:%SZ'): Running job: bench"
bin/Agent.Worker
`;
/** Starts the processes of the job. */
const WORKER_SCRIPT = `#!/bin/bash
for ((n = 0; n < PROCESSES; n++)); do sleep 3600 & done
touch working
wait
`;

async function run({ processes, seconds, program }: ProcOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-proc-'));
  const home = createAgentFolder(folder);
  const others = spawn('bash', ['-c', `for ((n = 0; n < ${processes}; n++)); do sleep 3600 & done; wait`], { detached: true });
  const watcher = spawn(process.execPath, [program, 'run'], {
    cwd: home,
    env: { ...process.env, PROCESSES: `${processes}`, AZP_AGENT_HOME: home, AZP_HANDOVER: join(folder, 'handover') },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  try {
    console.error(`${processes} processes; measurements of ${seconds} s each begin after ${SETTLE_SECONDS} s`);
    await delay(SETTLE_SECONDS * 1000);
    const waiting = await processorShare(watcher, seconds);
    writeFileSync(join(home, 'job'), '');
    while (!existsSync(join(home, 'working'))) await delay(100);
    await delay(5000);
    const working = await processorShare(watcher, seconds);
    console.log(`while the listener waits: ${waiting} % of a core\nwhile a job runs: ${working} % of a core`);
  } finally {
    endGroup(others.pid);
    endGroup(watcher.pid);
    // The listener has its own process group, with its worker and the job's processes.
    const file = join(home, 'pid');
    if (existsSync(file)) endGroup(Number(readFileSync(file, 'utf8')));
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

/** Creates the folder of an agent and a complete handover. @returns the folder of the agent */
function createAgentFolder(folder: string): string {
  const home = join(folder, 'home');
  const handover = join(folder, 'handover');
  mkdirSync(join(home, 'bin'), { recursive: true });
  mkdirSync(handover);
  for (const [name, text] of [
    ['Agent.Listener', LISTENER_SCRIPT],
    ['Agent.Worker', WORKER_SCRIPT],
  ] as const) {
    writeFileSync(join(home, 'bin', name), text);
    chmodSync(join(home, 'bin', name), 0o755);
  }
  for (const name of ['.agent', '.credentials', '.credentials_rsaparams', 'ready']) writeFileSync(join(handover, name), '{}');
  return home;
}

/** Measures the processor time of a process over some seconds, in % of one core. */
async function processorShare(child: ChildProcess, seconds: number): Promise<string> {
  const before = ticks(child);
  await delay(seconds * 1000);
  return (((ticks(child) - before) / TICKS_PER_SECOND / seconds) * 100).toFixed(3);
}

/** Reads the user and system time of a process so far. @throws Error if it has ended */
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
    // The group has already ended.
  }
}

const builtProgram = join(projectOf(__dirname).root, 'docker', 'agent.cjs');
void runAsProcess({ name: 'bench:proc', usage: USAGE, parse: (args) => readOptions(args, builtProgram), run }, process.argv.slice(2));
