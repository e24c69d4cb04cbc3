import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { PROJECT } from '../build/files.mjs';

/** Ctrl-C reaches every process of the terminal. This one waits until the program has cleaned up and ended. */
const FROM_TERMINAL = ['SIGINT', 'SIGQUIT'];
/** These reach only this process. */
const PASSED_ON = ['SIGTERM', 'SIGHUP'];

/** Runs node with arguments, as if in place of this process. Returns the exit code, as a shell does after a signal. */
export async function runStep(args) {
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: 'inherit' });
  const ignore = () => {};
  const passOn = (signal) => child.kill(signal);
  for (const signal of FROM_TERMINAL) process.on(signal, ignore);
  for (const signal of PASSED_ON) process.on(signal, passOn);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  } finally {
    for (const signal of FROM_TERMINAL) process.off(signal, ignore);
    for (const signal of PASSED_ON) process.off(signal, passOn);
  }
}
