import { ClusterError } from '../../../lib/cluster/error';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { fail, pass } from '../../outcome';

export const cluster: Check<ClusterContext> = {
  id: 'cluster',
  title: 'Cluster',
  run: async ({ cluster: reader }) => {
    try {
      const { gitVersion } = await reader().version();
      return pass(`Kubernetes ${gitVersion}`);
    } catch (error) {
      if (!(error instanceof ClusterError) || error.advice === undefined) throw error;
      return fail(error.finding, error.advice);
    }
  },
};
