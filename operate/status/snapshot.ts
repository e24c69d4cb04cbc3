import type { Part } from './part';

/** How things stood at one moment. All times are milliseconds since 1970. */
export interface Snapshot {
  /** By the API server's clock, else by this machine's. */
  readonly takenAt: number;
  readonly where: Where;
  readonly keda: Part<Replicas | undefined>;
  readonly nodePools: Part<readonly NodePoolState[]>;
  readonly entries: readonly EntryState[];
}

/** Where the deployment is, for commands that show more. */
export interface Where {
  readonly deployment: string;
  readonly organizationUrl: string;
  readonly namespace: string;
  readonly kedaNamespace: string;
  /** Context of the kubeconfig. */
  readonly context: string;
}

export interface Replicas {
  readonly ready: number;
  readonly wanted: number;
}

export interface NodePoolState {
  readonly name: string;
  readonly ready: number;
  readonly notReady: number;
  /** Undefined for a node pool that the config does not know. */
  readonly maximum: number | undefined;
}

/** One entry of the config's agentPools. */
export interface EntryState {
  readonly name: string;
  /** The agent pool in Azure DevOps, by name or id. */
  readonly pool: string;
  /** Name of its ScaledJob. */
  readonly scaledJobName: string;
  readonly placeholderName: string;
  readonly maxAgents: number;
  readonly pollingSeconds: number;
  readonly queue: Part<QueueState>;
  readonly agents: Part<AgentsState>;
  readonly scaledJob: Part<ScaledJobState | undefined>;
  readonly decisions: Part<readonly Decision[]>;
  readonly pods: Part<readonly PodState[]>;
  readonly placeholder: Part<PlaceholderState | undefined>;
  /** What the deployed ScaledJob runs. */
  readonly image: Part<ImageState | undefined>;
}

export interface QueueState {
  /** Jobs that no agent has received. */
  readonly queued: number;
  readonly running: number;
  /** When the oldest of the queued jobs came. */
  readonly oldestQueuedAt: number | undefined;
  /** Azure DevOps' clock; undefined when it did not say. */
  readonly serverTime: number | undefined;
}

export interface AgentsState {
  readonly busy: number;
  readonly idle: number;
  readonly offline: number;
  /** Offline for longer than the placeholder leaves them. */
  readonly leftBehind: readonly string[];
  readonly placeholder: 'absent' | 'enabled' | 'disabled';
}

export interface ScaledJobState {
  readonly conditions: readonly ConditionState[];
  readonly isPaused: boolean;
}

export interface ConditionState {
  readonly type: string;
  /** True, False or Unknown. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** An event of the ScaledJob, or a Job that it made. */
export interface Decision {
  readonly at: number;
  readonly text: string;
  readonly isWarning: boolean;
}

/** A pod of an agent. */
export interface PodState {
  readonly name: string;
  readonly phase: string;
  /** Why it does not run; undefined when it does, or nothing says why. */
  readonly reason: string | undefined;
  readonly createdAt: number | undefined;
  /** Whether its agent takes no further job. */
  readonly isTaken: boolean;
}

export interface PlaceholderState extends Replicas {
  /** Why its pod is not ready. */
  readonly reason: string | undefined;
}

export interface ImageState {
  readonly reference: string;
  /** What the config would deploy. */
  readonly configured: string;
  readonly age: ImageAge;
}

/** When the image came into the registry, or since when the oldest pod that is there runs it. */
export type ImageAge = { readonly pushedAt: number } | { readonly inUseSince: number } | undefined;
