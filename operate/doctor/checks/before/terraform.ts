import { terraformFault, terraformProgram, terraformVersion } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { outputIfThere } from '../../facts/program';
import { fail, pass } from '../../outcome';

const ARGS = ['version', '-json'];

export const terraform: Check<Pick<DoctorContext, 'environment' | 'run'>> = {
  id: 'terraform',
  title: 'Terraform or OpenTofu is new enough',
  phase: 'before',
  run: async ({ environment, run }) => {
    const program = terraformProgram(environment);
    const output = await outputIfThere(run(program, ARGS));
    const fault = terraformFault(program, output);
    if (fault === undefined && output !== undefined) return pass(`${program} ${terraformVersion(output)}`);
    const { finding = '', advice = '' } = fault ?? {};
    const tofu = program === 'terraform' ? await outputIfThere(run('tofu', ARGS)) : undefined;
    const hasTofu = tofu !== undefined && terraformFault('tofu', tofu) === undefined;
    return fail(finding, hasTofu ? `export TERRAFORM_BINARY_NAME=tofu, which is there, or ${advice}` : advice);
  },
};
