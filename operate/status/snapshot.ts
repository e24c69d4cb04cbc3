import type { ScalerDecision } from '../lib/scaler-log';
import type { ReleaseState } from '../release/release-deployment';
import type { Part } from './part';

/** The state of a deployment at one moment. All times are milliseconds since 1970. */
export interface Snapshot {
  /** By the clock of the API server; without an answer, by that of this machine. */
  readonly takenAt: number;
  readonly where: Where;
  readonly keda: Part<Replicas | undefined>;
  /** Undefined with keda.trigger `azure-pipelines`. */
  readonly scaler: Part<ScalerState | undefined> | undefined;
  readonly nodePools: Part<readonly NodePoolState[]>;
  readonly entries: readonly EntryState[];
  readonly runnerPools: readonly RunnerPoolState[];
}

/** Where the deployment is. The commands that problems name contain these values. */
export interface Where {
  readonly deployment: string;
  /** Undefined if it is not a Helm release. */
  readonly release: ReleaseState | undefined;
  /** URL of the service that has the queues; undefined without agent pools. The name is part of the output of --json. */
  readonly organizationUrl: string | undefined;
  /** What the runners belong to in GitHub; undefined without runner pools. */
  readonly gitHubUrl: string | undefined;
  readonly namespace: string;
  readonly kedaNamespace: string;
  /** Context of the kubeconfig. */
  readonly context: string;
  readonly commands: Commands;
}

/** Commands that differ between a config and a Helm release. */
export interface Commands {
  /** Restores every object of the deployment. */
  readonly restore: string;
  /** Installs KEDA, or shows where it is. */
  readonly keda: string;
  /** The doctor of this deployment. */
  readonly doctor: string;
}

export interface Replicas {
  readonly ready: number;
  readonly wanted: number;
}

export interface ScalerState extends Replicas {
  /** Why a pod of it does not run. */
  readonly reason: string | undefined;
  /** What its log says that it cannot do at the moment. */
  readonly failures: readonly string[];
}

export interface NodePoolState {
  readonly name: string;
  readonly ready: number;
  readonly notReady: number;
  /** Undefined for a node pool that is not in the config, and for a Helm release. */
  readonly maximum: number | undefined;
}

/** What the cluster says about an entry of either list. */
export interface CommonState {
  readonly scaledJob: Part<ScaledJobState | undefined>;
  readonly decisions: Part<readonly Decision[]>;
  readonly pods: Part<readonly PodState[]>;
  /** The image that the deployed ScaledJob runs. */
  readonly image: Part<ImageState | undefined>;
}

/** One entry of the config's agentPools. */
export interface EntryState extends CommonState {
  readonly name: string;
  /** The agent pool in Azure DevOps, by name or id. */
  readonly pool: string;
  /** Name of its ScaledJob. */
  readonly scaledJobName: string;
  readonly placeholderName: string;
  readonly maxAgents: number;
  /** Seconds between two polls of the queue, with the default filled in. */
  readonly pollingSeconds: number;
  readonly queue: Part<QueueState>;
  /** The last decision of the scaler; undefined with keda.trigger `azure-pipelines`. */
  readonly scaler: Part<ScalerDecision | undefined> | undefined;
  readonly agents: Part<AgentsState>;
  readonly placeholder: Part<PlaceholderState | undefined>;
}

/** One entry of the config's runnerPools. */
export interface RunnerPoolState extends CommonState {
  readonly name: string;
  /** The scale set in GitHub, by name. */
  readonly scaleSet: string;
  /** Name of its ScaledJob. */
  readonly scaledJobName: string;
  readonly maxRunners: number;
  /** The last decision of the scaler. */
  readonly scaler: Part<ScalerDecision | undefined>;
  readonly session: Part<SessionState>;
  /** As GitHub lists them; undefined if there is no key or token to ask it with. */
  readonly runners: Part<RunnersState> | undefined;
}

/** The session of a scale set, in which GitHub says how many jobs it has. */
export interface SessionState {
  /** The replica of the scaler that has it; undefined if none has. */
  readonly heldBy: string | undefined;
  /** Whether a replica waits for another session to end. That is normal for all replicas but one. */
  readonly isOpenElsewhere: boolean;
}

export interface RunnersState {
  readonly busy: number;
  readonly idle: number;
  readonly offline: number;
  /** Runners without a pod. The scaler removes them. */
  readonly leftBehind: readonly string[];
}

export interface QueueState {
  /** Number of jobs that no agent has received. */
  readonly queued: number;
  readonly running: number;
  /** When the oldest queued job was queued. */
  readonly oldestQueuedAt: number | undefined;
  /** The service's clock; undefined if its answer had no date. */
  readonly serverTime: number | undefined;
}

export interface AgentsState {
  readonly busy: number;
  readonly idle: number;
  readonly offline: number;
  /** Agents without a pod that the placeholder should have reaped. */
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

/** An event of a ScaledJob, or a Job that KEDA created for it. */
export interface Decision {
  readonly at: number;
  readonly text: string;
  readonly isWarning: boolean;
}

/** The pod of an agent. */
export interface PodState {
  readonly name: string;
  readonly phase: string;
  /** Why it does not run; undefined if it runs, or if nothing says why. */
  readonly reason: string | undefined;
  readonly createdAt: number | undefined;
  /** Whether its agent has taken its job, so that it takes no other. */
  readonly isTaken: boolean;
}

export interface PlaceholderState extends Replicas {
  /** Why its pod is not ready. */
  readonly reason: string | undefined;
}

export interface ImageState {
  readonly reference: string;
  /** The image that the config would deploy. */
  readonly configured: string;
  readonly age: ImageAge;
}

/** When the image was pushed to the registry, or the creation time of its oldest pod; undefined if neither is known. */
export type ImageAge = { readonly pushedAt: number } | { readonly inUseSince: number } | undefined;
