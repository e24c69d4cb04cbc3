import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  /** Variables to add to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandResult {
  /** 0 to 255; 255 if a signal ended the program. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it ends, with any exit code. @throws Error if it cannot be started */
export async function runToEnd(command: string, args: readonly string[], { cwd, env }: RunOptions = {}): Promise<CommandResult> {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 255));
  });
  return { code, stdout: `${Buffer.concat(stdout)}`, stderr: `${Buffer.concat(stderr)}` };
}

/** Runs a program and returns its standard output. @throws Error with the last lines of its output if it fails */
export async function runCommand(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(command, args, options);
  if (code === 0) return stdout;
  const lastLines = `${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n');
  throw new Error(`${command} ${args.slice(0, 6).join(' ')} ended with exit code ${code}:\n${lastLines}`);
}
