import type { ITerraformDependable } from 'cdktf';
import type { ScalingPair } from '../../config/keda-version';
import type { EntryConfig } from '../../config/types';
import type { PodObjects } from '../../providers/contract/pod-objects';

/** The properties of an entry that have no default, whatever its service. */
export interface EntryConnection {
  /** Name of the ScaledJob and the other objects, at most 51 characters. Agents and runners are named after their pods, `<objectName>-xxxxx-yyyyy`. */
  readonly objectName: string;
  readonly namespace: string;
  /** Service account of the pods. */
  readonly serviceAccountName: string;
  /** Image built from docker/. */
  readonly image: string;
  /** Resources that must exist first, such as the namespace. @default none */
  readonly dependsOn?: ITerraformDependable[] | undefined;
}

/** The options that entries of `agentPools` and of `runnerPools` have in common. */
export type EntryOptions = Omit<EntryConfig, 'name'>;

/** An entry of either service, with every default filled in and with what its provider adds. Each of its pods runs one job. */
export interface EntryProps extends EntryConnection, EntryOptions {
  /** Whom KEDA polls: `provider` is the scaler that KEDA itself has for the service, `scaler` the `Scaler` of the namespace. */
  readonly trigger: 'provider' | 'scaler';
  readonly scaling: ScalingPair;
  readonly provided: PodObjects;
}
