import { isOnPath } from '../../lib/search-path';
import { type Ended, runToEnd } from './run-to-end';

/** Runs Terraform or OpenTofu in a folder. */
export type Terraform = (folder: string, args: readonly string[]) => Promise<Ended>;

/** The program that TERRAFORM_BINARY_NAME names, otherwise terraform, otherwise tofu; undefined if neither is on PATH. */
export function findTerraform(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['TERRAFORM_BINARY_NAME'];
  if (named) return named;
  return ['terraform', 'tofu'].find((program) => isOnPath(program, environment['PATH'] ?? ''));
}

/** Runs the program without prompts and colours. The output is captured, because it may contain sensitive values. */
export function terraformRunner(program: string, environment: NodeJS.ProcessEnv): Terraform {
  const env = { ...environment, TF_INPUT: '0', TF_IN_AUTOMATION: '1', TF_CLI_ARGS: '-no-color' };
  return (folder, args) => runToEnd(program, args, { cwd: folder, env });
}
