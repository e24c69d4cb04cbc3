import { pullRole } from '../../config/azure/role-names';
import type { JobComponent } from '../../config/labels';
import type { Names } from '../../config/names';
import type { ServiceOptions } from '../../config/services';
import type { Config } from '../../config/types';
import { tokenRemedies } from './azure-devops/token-remedies';

/** What to do about faults of a deployment. A config and a Helm release need different commands. */
export interface Remedies {
  /** The command that restores objects that were deleted, and changed ones of kinds that Kubernetes itself has. */
  readonly restore: string;
  /** The command that also restores changed ScaledJobs and TriggerAuthentications. */
  readonly restoreChanged: string;
  /** What to do if KEDA is missing where it should be. */
  readonly kedaMissing: string;
  /** The command that shows where KEDA is, or installs it. */
  readonly kedaCommand: string;
  /** What to do if another version of KEDA runs. */
  readonly kedaVersion: (running: string) => string;
  /** What to do if KEDA has less than this time for the Jobs of a poll. */
  readonly kedaTimeout: (seconds: number) => string;
  /** What to do if the Secret with the token for Azure DevOps is missing. */
  readonly tokenMissing: string;
  /** How to replace the token for Azure DevOps. */
  readonly newToken: string;
  /** How to replace the token for GitHub. */
  readonly newGitHubToken: string;
  /** What to check if the cluster can't pull an image. */
  readonly pull: string;
  /** What to do if pods of this kind run another image. */
  readonly otherImage: (component: JobComponent) => string;
  /** The doctor of this deployment, as a command. */
  readonly doctor: string;
}

const DEPLOY = 'npm run deploy';

/** Shows where KEDA is. Its chart sets the label of the pods of the operator. */
export const FIND_KEDA = 'kubectl get pods --all-namespaces --selector app=keda-operator';

type KedaRemedies = Pick<Remedies, 'kedaMissing' | 'kedaCommand' | 'kedaVersion' | 'kedaTimeout'>;

const OWN_KEDA: KedaRemedies = {
  kedaMissing: DEPLOY,
  kedaCommand: DEPLOY,
  kedaVersion: (running) => `${DEPLOY}; to keep KEDA ${running}, set keda.version to it first`,
  kedaTimeout: (seconds) =>
    `${DEPLOY}; if another release installs KEDA, set operator.kubernetesApiTimeout to ${seconds}s in the values of its chart`,
};

/** A deploy does not change the KEDA of somebody else. */
const existingKeda = ({ version, namespace }: Extract<Config['keda'], { kind: 'existing' }>): KedaRemedies => ({
  kedaMissing: `ask whoever manages KEDA to install ${version} in namespace ${namespace}, or set keda.namespace to the namespace that it runs in: ${FIND_KEDA}`,
  kedaCommand: FIND_KEDA,
  kedaVersion: (running) => `set keda.version to ${running} and run ${DEPLOY}, or ask whoever manages KEDA to install ${version}`,
  kedaTimeout: (seconds) =>
    `ask whoever manages KEDA to set operator.kubernetesApiTimeout to ${seconds}s in the values of its chart; the add-on of AKS has no such setting`,
});

/** A deploy restores everything. A single stack can't be deployed: cdktf refuses it without those that it depends on. */
export const configRemedies = (
  config: ServiceOptions & Pick<Config, 'image' | 'runnerImage' | 'keda' | 'registry'>,
  { registry }: Pick<Names, 'registry'>,
): Remedies => ({
  restore: DEPLOY,
  restoreChanged: DEPLOY,
  ...(config.keda.kind === 'existing' ? existingKeda(config.keda) : OWN_KEDA),
  ...tokenRemedies(config, DEPLOY),
  newGitHubToken: `create a new token, export it as TF_VAR_github_token, raise gitHub.auth.token.revision, and run ${DEPLOY}`,
  pull: `check that the image exists, and that the kubelet has the role ${pullRole(config.registry.kind === 'existing' && config.registry.roleAssignmentMode === 'abac')} on registry ${registry}`,
  // The tag of an image that is built here contains AGENT_IMAGE_REVISION, which pipelines set and workstations do not.
  otherImage: (component) =>
    (component === 'agent' ? config.image : config.runnerImage).kind === 'build'
      ? `${DEPLOY}; if pipelines deploy, first export the same AGENT_IMAGE_REVISION: it is part of the image's tag (docs/pipelines.md)`
      : DEPLOY,
  doctor: 'npm run doctor',
});

/** The command that runs one check. @param doctor the doctor of a deployment, as a command */
export const onlyCheck = (doctor: string, id: string): string => `${doctor}${doctor.includes(' -- ') ? '' : ' --'} --only ${id}`;
