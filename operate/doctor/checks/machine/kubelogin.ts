import { MISSING } from '../../../lib/requirements/azure';
import type { Check } from '../../check';
import type { MachineContext } from '../../facts/machine/context';
import { outputIfInstalled } from '../../facts/machine/program';
import { fail, pass, skip } from '../../outcome';

export const kubelogin: Check<Pick<MachineContext, 'config' | 'run'>> = {
  id: 'kubelogin',
  title: 'kubelogin is installed',
  run: async ({ config, run }) => {
    if (config.cluster.localAccounts) return skip('cluster.localAccounts is set: the sign-in needs no kubelogin');
    const output = await outputIfInstalled(run('kubelogin', ['--version']));
    if (output === undefined) return fail(MISSING.kubelogin.finding, MISSING.kubelogin.advice);
    const [version] = /v\d+\.\d+\.\d+/.exec(output) ?? [];
    return pass(version === undefined ? 'kubelogin answers' : `kubelogin ${version}`);
  },
};
