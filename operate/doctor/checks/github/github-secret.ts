import { FIXED_NAMES } from '../../../../config/names';
import { gitHubOf } from '../../../../config/services';
import { GITHUB_VARIABLES, secretSource } from '../../../lib/github/requirements';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { fail, pass } from '../../outcome';

/** Pods with the key or the token start only when its Secret exists. Only the metadata of the Secret is read. */
export const gitHubSecret: Check<ClusterContext> = {
  id: 'github-secret',
  title: 'Credential for GitHub in the cluster',
  run: async ({ cluster, config, names, remedies }) => {
    const { auth } = gitHubOf(config);
    const source = secretSource(auth);
    const name = source.kind === 'existing' ? source.secret : FIXED_NAMES.gitHubSecret;
    const where = `namespace ${names.agentsNamespace}`;
    const key = auth.kind === 'app' ? 'private-key' : 'token';
    if ((await cluster().secret(names.agentsNamespace, name)) !== undefined) return pass(`Secret ${name} exists in ${where}`);
    return fail(
      `Secret ${name} does not exist in ${where}: no runner and no scaler starts`,
      source.kind === 'existing'
        ? `create it with the key ${key}, or correct gitHub.auth`
        : `set ${GITHUB_VARIABLES[auth.kind]}, raise the revision in gitHub.auth, and ${remedies.restore}`,
    );
  },
};
