import {
  TERRAFORM_VERSION_ARGS,
  terraformFinding,
  terraformProgram,
  terraformVersion,
  withTofu,
} from '../../../lib/requirements/terraform';
import type { Check } from '../../check';
import type { ToolContext } from '../../facts/machine/context';
import { outputIfInstalled } from '../../facts/machine/program';
import { fail, pass } from '../../outcome';

export const terraform: Check<Pick<ToolContext, 'environment' | 'run'>> = {
  id: 'terraform',
  title: 'Terraform or OpenTofu',
  run: async ({ environment, run }) => {
    const program = terraformProgram(environment);
    const output = await outputIfInstalled(run(program, TERRAFORM_VERSION_ARGS));
    const problem = terraformFinding(program, output);
    if (problem === undefined) return pass(`${program} ${terraformVersion(output ?? '')}`);
    const tofu = program === 'terraform' ? await outputIfInstalled(run('tofu', TERRAFORM_VERSION_ARGS)) : undefined;
    const { finding, advice } = withTofu(problem, tofu);
    return fail(finding, advice);
  },
};
