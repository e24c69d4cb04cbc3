import type { Config } from '../../config/types';
import type { ScalerAccess } from '../../providers/contract/pod-objects';
import type { KubernetesObjectOptions } from '../kubernetes/kubernetes-object';
import type { ScalerEntry } from './scaler-entry';

/** The properties of the scaler that have no default. */
export interface ScalerConnection {
  /** Name of the deployment: the label `app.kubernetes.io/instance` of the scaler's pods. */
  readonly name: string;
  readonly namespace: string;
  /** Image built from docker/, the same as that of the agents. */
  readonly image: string;
  /** How to sign in to the service, such as `azurePipelinesScaler(...)`. */
  readonly access: ScalerAccess;
  /** The entries. Where two could run a job, the first one makes the agent. */
  readonly entries: readonly ScalerEntry[];
}

/** The properties that have a default. */
export interface ScalerOptions {
  /** Seconds between two polls of an agent pool's queue. @default 2 */
  readonly pollingSeconds: number;
  /** How many jobs may run at the same time, see the option `azureDevOps.parallelJobs`. @default 'bought' */
  readonly parallelJobs: Config['azureDevOps']['parallelJobs'];
  /** Client id of the identity that the scaler acts as. @default - none: it has a token */
  readonly clientId: string | undefined;
  /** Namespace of KEDA. @default 'keda' */
  readonly kedaNamespace: string;
  /** Namespace that the metrics are read from. @default - none */
  readonly metricsFrom: string | undefined;
}

export type ScalerProps = ScalerConnection & Partial<ScalerOptions> & KubernetesObjectOptions;
