import type { EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { AgentPoolConfig } from '../../config/types';

/** How containers sign in to the service. It goes to the registrar, the placeholder and the scaler, never to a container in which jobs run. */
export interface SignIn {
  /** Where the credential is, never the credential itself. */
  readonly env: readonly EnvVar[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly volumes: readonly Volume[];
  /** Labels of every pod with such a container. */
  readonly podLabels: Readonly<Record<string, string>>;
  /**
   * Annotation by which a pod names, separated by `;`, the containers that must not get the credential; undefined if no admission
   * webhook adds the credential to containers.
   */
  readonly skipAnnotation: string | undefined;
  /** Day on which the credential expires, like 2027-03-01; undefined when it is not known or does not expire. */
  readonly expiresOn: string | undefined;
}

/** How KEDA reads the queue of one entry. */
export interface Trigger {
  /** Name of the scaler in KEDA. */
  readonly type: string;
  /** Parameters of the scaler; all are text. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** How KEDA signs in: the part of keda.sh/v1alpha1 TriggerAuthentication that is used here. */
export interface TriggerSignIn {
  readonly secretTargetRef?: readonly { readonly parameter: string; readonly name: string; readonly key: string }[];
  readonly podIdentity?: { readonly provider: 'azure-workload'; readonly identityId?: string };
}

/** What a provider adds to the pods of one entry. */
export interface PodObjects {
  /** Variables of every container, those of jobs included: which service, which queue, what the agents offer. No secret. */
  readonly connection: readonly EnvVar[];
  readonly signIn: SignIn;
}

/** What a provider adds to the objects of one entry if KEDA itself can poll its service. */
export interface PolledPodObjects extends PodObjects {
  readonly trigger: Trigger;
  readonly triggerSignIn: TriggerSignIn;
}

/** What a provider adds to the scaler, which counts the jobs of all entries. */
export type ScalerAccess = PodObjects;

/** The part of an entry that a provider reads: what its jobs demand, and what its agents offer in addition. */
export type EntryDemands = Pick<AgentPoolConfig, 'demands' | 'capabilities'>;

/**
 * A provider at synth time whose service KEDA can poll, such as `azurePipelines(...)`. It returns data and creates no construct. A
 * provider whose service only the scaler can poll, such as `gitHubRunners(...)`, is `PodObjects`: its entries have no demands.
 * docs/providers.md describes the contract; `__tests__/providers/contract/pod-objects-contract.ts` checks it for every provider.
 */
export type Provider = (entry: EntryDemands) => PolledPodObjects;
