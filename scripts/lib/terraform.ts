import { spawn } from 'node:child_process';
import { isOnPath } from './search-path';

/** What a program said until its end. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform or OpenTofu in a folder. */
export type Terraform = (folder: string, args: readonly string[]) => Promise<Ended>;

/** What TERRAFORM_BINARY_NAME names, else terraform, else tofu; undefined when none is there. */
export function findTerraform(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['TERRAFORM_BINARY_NAME'];
  if (named) return named;
  return ['terraform', 'tofu'].find((program) => isOnPath(program, environment['PATH'] ?? ''));
}

/** Runs the program without questions and colours; its output is kept, since it may hold values that nobody should see. */
export function terraformRunner(program: string, environment: NodeJS.ProcessEnv): Terraform {
  const env = { ...environment, TF_INPUT: '0', TF_IN_AUTOMATION: '1', TF_CLI_ARGS: '-no-color' };
  return (folder, args) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code: code ?? 1, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) }),
      );
    });
}
