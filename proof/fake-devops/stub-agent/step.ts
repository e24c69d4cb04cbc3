import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './command-line';
import { killTree } from './process-tree';
import { within } from './within';

/** How long to wait for processes that a step left behind and that keep its output open. */
const OUTPUT_MS = 5000;

export interface StepOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly onOutput: (text: string) => void;
  /** Aborted when the job is cancelled. */
  readonly cancel: AbortSignal;
}

/** Runs a script with bash. Returns its exit code, or null if it was cancelled or ended by a signal. */
export async function runScript(script: string, { cwd, env, onOutput, cancel }: StepOptions): Promise<number | null> {
  const child = spawn('bash', ['-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', onOutput);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const closed = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const onCancel = () => void endProcess(child, exited, env);
  cancel.addEventListener('abort', onCancel, { once: true });
  if (cancel.aborted) onCancel();
  const code = await exited;
  cancel.removeEventListener('abort', onCancel);
  await within(OUTPUT_MS, closed);
  return cancel.aborted ? null : code;
}

/**
 * Ends a step: sends SIGINT, after 7.5 s SIGTERM, and kills the process tree 2.5 s later. Variables can set both times
 * (azure-pipelines-agent, AgentKnobs.cs).
 */
async function endProcess(child: ChildProcess, exited: Promise<unknown>, env: Environment): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', env['PROCESS_SIGINT_TIMEOUT'] ?? 7500],
    ['SIGTERM', env['PROCESS_SIGTERM_TIMEOUT'] ?? 2500],
  ] as const) {
    child.kill(signal);
    if (await within(Number(ms), exited)) return;
  }
  if (child.pid !== undefined) killTree(child.pid);
}
