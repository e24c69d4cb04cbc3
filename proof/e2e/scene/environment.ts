import { KEDA_VERSIONS, type KedaVersion } from '../../../config/keda-version';
import { DEFAULT_TRIGGER, isTrigger, TRIGGERS, type Trigger } from '../../../config/trigger';

/** What the scenarios read from environment variables. */
export interface Environment {
  /** Path of the cluster's kubeconfig. */
  readonly kubeconfig: string;
  /** Name, in the cluster, of the agent image with the stub agent package. */
  readonly image: string;
  /** Another name of the same image. */
  readonly secondImage: string;
  /** Name, in the cluster, of the runner image with the stub runner package. */
  readonly runnerImage: string;
  /** Path of the program `helm`, version 4. */
  readonly helm: string;
  /** Address of this machine that pods and KEDA can reach. */
  readonly host: string;
  /** Version of KEDA in the cluster, for which the objects are made. */
  readonly kedaVersion: KedaVersion;
  /** Who counts the jobs in the queue. */
  readonly trigger: Trigger;
  /** Whether the cluster was created for this run, so that its processes are visible here. */
  readonly isOwnCluster: boolean;
}

/** @throws Error that names the variable if one is not set */
export function readEnvironment(): Environment {
  return {
    kubeconfig: variable('E2E_KUBECONFIG'),
    image: variable('E2E_IMAGE'),
    secondImage: variable('E2E_SECOND_IMAGE'),
    runnerImage: variable('E2E_RUNNER_IMAGE'),
    helm: variable('E2E_HELM'),
    host: variable('E2E_HOST'),
    kedaVersion: kedaVersion(variable('E2E_KEDA')),
    trigger: trigger(process.env['E2E_TRIGGER'] ?? DEFAULT_TRIGGER),
    isOwnCluster: process.env['E2E_OWN_CLUSTER'] === '1',
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the scenarios with npm run e2e`);
  return value;
}

function kedaVersion(text: string): KedaVersion {
  if (!isSupportedKeda(text)) throw new Error(`E2E_KEDA is "${text}", which this project does not support`);
  return text;
}

function trigger(text: string): Trigger {
  if (!isTrigger(text)) throw new Error(`E2E_TRIGGER is "${text}", which is none of ${TRIGGERS.join(', ')}`);
  return text;
}

/** Whether this project has objects for a version of KEDA. */
export const isSupportedKeda = (version: string): version is KedaVersion => Object.hasOwn(KEDA_VERSIONS, version);
