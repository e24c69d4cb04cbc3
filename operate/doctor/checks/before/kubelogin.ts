import { deployFaults } from '../../../preflight/deploy-faults';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { outputIfThere } from '../../facts/program';
import { fail, pass, skip } from '../../outcome';

export const kubelogin: Check<Pick<DoctorContext, 'config' | 'run'>> = {
  id: 'kubelogin',
  title: 'kubelogin is there',
  phase: 'before',
  run: async ({ config, run }) => {
    if (config.cluster.localAccounts) return skip('cluster.localAccounts is set: the sign-in needs no kubelogin');
    const output = await outputIfThere(run('kubelogin', ['--version']));
    if (output === undefined) return fail(deployFaults.noKubelogin.finding, deployFaults.noKubelogin.advice);
    const [version] = /v\d+\.\d+\.\d+/.exec(output) ?? [];
    return pass(version === undefined ? 'kubelogin answers' : `kubelogin ${version}`);
  },
};
