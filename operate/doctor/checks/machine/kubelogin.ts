import { MISSING } from '../../../lib/requirements/azure';
import type { Check } from '../../check';
import type { ToolContext } from '../../facts/machine/context';
import { outputIfInstalled } from '../../facts/machine/program';
import { fail, pass, skip } from '../../outcome';

export const kubelogin: Check<Pick<ToolContext, 'config' | 'run'>> = {
  id: 'kubelogin',
  title: 'kubelogin',
  run: async ({ config, run }) => {
    if (config.cluster.localAccounts) return skip('cluster.localAccounts is set: the sign-in needs no kubelogin');
    const output = await outputIfInstalled(run('kubelogin', ['--version']));
    if (output === undefined) return fail('not found; it signs in to the cluster', MISSING.kubelogin.advice);
    const [version] = /v\d+\.\d+\.\d+/.exec(output) ?? [];
    return pass(version ?? 'installed, of an unknown version');
  },
};
