import { existingTokenOf, organizationOf } from '../../../../config/services';
import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { createSecret, secretFault } from '../../facts/cluster/secret';
import { fail, pass, skip } from '../../outcome';

/** Pods with the token start only when its Secret exists. Only the metadata of the Secret is read. */
export const devopsSecret: Check<Pick<AzureDevOpsContext, 'cluster' | 'config' | 'names' | 'remedies'>> = {
  id: 'devops-secret',
  title: 'Credential for Azure DevOps in the cluster',
  run: async ({ cluster, config, names, remedies }) => {
    if (organizationOf(config).auth.kind === 'workloadIdentity') return skip('not needed: the pods sign in with an identity');
    const wanted = { namespace: names.agentsNamespace, secret: names.tokenSecret, key: 'token' };
    const fault = await secretFault(cluster(), wanted);
    if (fault === undefined) return pass(`Secret ${wanted.secret} exists in namespace ${wanted.namespace}`);
    const create = existingTokenOf(config) === undefined ? '' : `; to create it from a terminal: ${createSecret(wanted)}`;
    return fail(`Secret ${wanted.secret} ${fault}: no agent and no scaler starts`, `${remedies.tokenMissing}${create}`);
  },
};
