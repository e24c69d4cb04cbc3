import { isOnPath } from '../../lib/search-path';
import { type Ended, runToEnd } from './run-to-end';

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
  return (folder, args) => runToEnd(program, args, { cwd: folder, env });
}
