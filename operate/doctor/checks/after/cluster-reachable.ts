import { ClusterError } from '../../../lib/cluster/error';
import { fail, pass } from '../../outcome';
import type { AfterCheck } from './context';

export const clusterReachable: AfterCheck = {
  id: 'cluster',
  title: 'The cluster answers',
  phase: 'after',
  run: async ({ cluster }) => {
    try {
      const { gitVersion } = await cluster().version();
      return pass(`Kubernetes ${gitVersion}`);
    } catch (error) {
      if (!(error instanceof ClusterError) || error.advice === undefined) throw error;
      return fail(error.finding, error.advice);
    }
  },
};
