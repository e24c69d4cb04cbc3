import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './command-line';
import { killTree } from './process-tree';
import { within } from './within';

/** How long what a step has left behind may hold its output open. */
const outputMs = 5000;

export interface StepOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly onOutput: (text: string) => void;
  /** Aborted when the job is cancelled. */
  readonly cancel: AbortSignal;
}

/** Runs a script by bash. Returns its exit code; null when it was cancelled or a signal ended it. */
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
  const onCancel = () => void end(child, exited, env);
  cancel.addEventListener('abort', onCancel, { once: true });
  if (cancel.aborted) onCancel();
  const code = await exited;
  cancel.removeEventListener('abort', onCancel);
  await within(outputMs, closed);
  return cancel.aborted ? null : code;
}

/** SIGINT, SIGTERM after 7.5 s, and the whole tree is killed 2.5 s later; both can be set (azure-pipelines-agent, AgentKnobs.cs). */
async function end(child: ChildProcess, exited: Promise<unknown>, env: Environment): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', env['PROCESS_SIGINT_TIMEOUT'] ?? 7500],
    ['SIGTERM', env['PROCESS_SIGTERM_TIMEOUT'] ?? 2500],
  ] as const) {
    child.kill(signal);
    if (await within(Number(ms), exited)) return;
  }
  if (child.pid !== undefined) killTree(child.pid);
}
