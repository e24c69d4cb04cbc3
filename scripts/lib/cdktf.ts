import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder to which a synth writes the stacks. cdktf reads no variable of this name, so it has to be told. */
export const cdktfOutdir = (root: string, environment: NodeJS.ProcessEnv): string =>
  resolve(root, environment['CDKTF_OUTDIR'] || 'cdktf.out');

/** cdktf and Terraform get Ctrl-C from the terminal. This process waits until they have ended, and have released the lock of the state. */
const FROM_TERMINAL = ['SIGINT', 'SIGQUIT'] as const;
/** These reach only this process. cdktf then ends Terraform. */
const PASSED_ON = ['SIGTERM', 'SIGHUP'] as const;

const exitCode = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/**
 * Runs cdktf on the terminal of this process. Returns its exit code, as a shell does after a signal: cdktf itself ends with exit
 * code 0 if a signal stops it before it is done.
 */
export async function runCdktf(root: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  let stoppedBy: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals): void => {
    stoppedBy ??= signal;
  };
  // The system may deliver two signals in another order than they were sent. The one that cdktf got from here counts.
  const passOn = (signal: NodeJS.Signals): void => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of FROM_TERMINAL) process.on(signal, remember);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, endedBy) => {
        const signal = endedBy ?? stoppedBy;
        resolve(signal === undefined ? (code ?? 1) : code || exitCode(signal));
      });
    });
  } finally {
    for (const signal of FROM_TERMINAL) process.off(signal, remember);
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}
