import { FIXED_NAMES } from '../../config/names';
import { POLLING } from '../../config/timings';
import type { ScalerAccess } from '../../providers/contract/pod-objects';
import type { KubernetesObjectOptions } from '../kubernetes/kubernetes-object';
import type { ScalerEntry } from './scaler-entry';

/** The properties of the scaler that have no default. */
export interface ScalerConnection extends KubernetesObjectOptions {
  /** Name of the deployment. It is the label `app.kubernetes.io/instance` of the scaler's pods. */
  readonly name: string;
  readonly namespace: string;
  /** Image built from docker/: that of the agents or, without agents, that of the runners. */
  readonly image: string;
  /** Image of the runners. An idle runner with another image is replaced. @default - that of the scaler */
  readonly runnerImage?: string | undefined;
  /** How to sign in to the service, such as `azurePipelinesScaler(...)` or `gitHubScaler(...)`; to both, `combinedAccess([...])`. */
  readonly access: ScalerAccess;
  /** The entries, of both services, in order of preference: where several could run a job, the first one makes the agent. */
  readonly entries: readonly ScalerEntry[];
  /** Client id of the identity that the scaler acts as. @default - none: it has a token */
  readonly clientId?: string | undefined;
  /** Namespace that the metrics are read from. @default - none */
  readonly metricsFrom?: string | undefined;
}

/** The properties that have a default. */
export interface ScalerOptions {
  /** Seconds between two polls of an agent pool's queue. @default 2 */
  readonly pollingSeconds: number;
  /** How many jobs may run at the same time: as many as the service says were bought, a number of your own, or no limit. @default 'bought' */
  readonly parallelJobs: 'bought' | 'unlimited' | number;
  /** Namespace of KEDA. @default 'keda' */
  readonly kedaNamespace: string;
}

export type ScalerProps = ScalerConnection & { readonly [Key in keyof ScalerOptions]?: ScalerOptions[Key] | undefined };

/** All properties, with every default filled in. */
export type CompleteScalerProps = ScalerConnection & ScalerOptions;

const DEFAULTS: ScalerOptions = {
  pollingSeconds: POLLING.scaler.seconds,
  parallelJobs: 'bought',
  kedaNamespace: FIXED_NAMES.kedaNamespace,
};

/** Fills in the defaults. */
export const completeScalerProps = (props: ScalerProps): CompleteScalerProps => ({
  ...props,
  pollingSeconds: props.pollingSeconds ?? DEFAULTS.pollingSeconds,
  parallelJobs: props.parallelJobs ?? DEFAULTS.parallelJobs,
  kedaNamespace: props.kedaNamespace ?? DEFAULTS.kedaNamespace,
});
