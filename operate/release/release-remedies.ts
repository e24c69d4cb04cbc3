import type { DeployedConfig, DeployedNames } from '../lib/deployment';
import { FIND_KEDA, type Remedies } from '../lib/remedies';
import { helmFlags, type ReleaseChoice, releaseFlags } from './choice';

export interface RemedySource {
  readonly choice: ReleaseChoice;
  readonly names: DeployedNames;
  readonly config: Pick<DeployedConfig, 'keda'>;
  /** The revision that is deployed. */
  readonly revision: number;
  /** Whether the release installs KEDA. */
  readonly hasOwnKeda: boolean;
}

/**
 * A rollback to the deployed revision needs no chart. It creates what was deleted. Changed objects are applied: Helm 3 leaves custom ones
 * as they are (createPatch in helm.sh/helm/v3/pkg/kube/client.go compares two revisions, not the object in the cluster), and Helm 4 has a
 * conflict with whoever changed them.
 */
export function releaseRemedies({ choice, names, config, revision, hasOwnKeda }: RemedySource): Remedies {
  const restore = `helm rollback ${choice.release} ${revision} ${helmFlags(choice)}`;
  const context = choice.context === undefined ? '' : ` --context ${choice.context}`;
  const get = `helm get manifest ${choice.release} --revision ${revision} ${helmFlags(choice)}`;
  // Helm is the manager of the fields, so that a later upgrade by server-side apply has no conflict.
  const apply = `kubectl apply --server-side --force-conflicts --field-manager helm --namespace ${choice.namespace}${context} --filename -`;
  const restoreChanged = `${get} | ${apply}`;
  const { version } = config.keda;
  return {
    restore,
    restoreChanged,
    kedaMissing: hasOwnKeda
      ? restore
      : `install KEDA ${version}, or set keda.namespace in the values to the namespace that it runs in: ${FIND_KEDA}`,
    kedaCommand: hasOwnKeda ? restore : FIND_KEDA,
    kedaVersion: (running) => `install KEDA ${version}, or set keda.version in the values to ${running}`,
    kedaTimeout: (seconds) =>
      `set operator.kubernetesApiTimeout to ${seconds}s in ${hasOwnKeda ? 'kedaChart of the values' : "the values of KEDA's chart"}`,
    tokenMissing: `create Secret ${names.tokenSecret} with the token in its key token, or correct azureDevOps.auth in the values`,
    newToken: `create a new token, write it to Secret ${names.tokenSecret}, set azureDevOps.auth.expiresOn in the values, and export the token as TF_VAR_azp_token for doctor and status`,
    newGitHubToken:
      'create a new token, write it to the Secret that gitHub.auth names, set gitHub.auth.expiresOn in the values, and export the token as TF_VAR_github_token for doctor and status',
    pull: 'check that the image exists, and that the nodes may pull it',
    otherImage: () => restoreChanged,
    doctor: `npm run doctor -- ${releaseFlags(choice)}`,
  };
}
