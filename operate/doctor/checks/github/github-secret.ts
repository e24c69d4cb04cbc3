import { FIXED_NAMES } from '../../../../config/names';
import { GITHUB_CREDENTIAL_KEYS } from '../../../../config/pod-contract';
import { gitHubOf } from '../../../../config/services';
import { GITHUB_VARIABLES, secretSource } from '../../../lib/github/requirements';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { createSecret, secretFault } from '../../facts/cluster/secret';
import { fail, pass } from '../../outcome';

/** Pods with the key or the token start only when its Secret exists. Only the metadata of the Secret is read. */
export const gitHubSecret: Check<ClusterContext> = {
  id: 'github-secret',
  title: 'Credential for GitHub in the cluster',
  run: async ({ cluster, config, names, remedies }) => {
    const { auth } = gitHubOf(config);
    const source = secretSource(auth);
    const name = source.kind === 'existing' ? source.secret : FIXED_NAMES.gitHubSecret;
    const wanted = { namespace: names.agentsNamespace, secret: name, key: GITHUB_CREDENTIAL_KEYS[auth.kind] };
    const fault = await secretFault(cluster(), wanted);
    if (fault === undefined) return pass(`Secret ${name} exists in namespace ${wanted.namespace}`);
    return fail(
      `Secret ${name} ${fault}: no runner and no scaler starts`,
      source.kind === 'existing'
        ? `create it with the key ${wanted.key}, or correct gitHub.auth; to create it from a terminal: ${createSecret(wanted)}`
        : `set ${GITHUB_VARIABLES[auth.kind]}, raise the revision in gitHub.auth, and ${remedies.restore}`,
    );
  },
};
