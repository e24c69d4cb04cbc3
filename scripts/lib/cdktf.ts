import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The folder to which a synth writes the stacks. cdktf reads no variable of this name, so it has to be told. */
export const cdktfOutdir = (root: string, environment: NodeJS.ProcessEnv): string =>
  resolve(root, environment['CDKTF_OUTDIR'] || 'cdktf.out');

/** cdktf and Terraform get Ctrl-C from the terminal. This process waits until they have ended, and have released the lock of the state. */
const ignore = (): void => {};

/** Runs cdktf on the terminal of this process. Returns its exit code. */
export async function runCdktf(root: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', ignore);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}
