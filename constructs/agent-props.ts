import type { ScalingPair } from '../config/keda-version';

/** How agents, their placeholder and KEDA sign in to Azure DevOps. */
export type AgentCredentials =
  | {
      readonly kind: 'pat';
      /** Secret in the namespace of the agents that holds the personal access token under the key `token`. */
      readonly secretName: string;
    }
  | {
      readonly kind: 'workloadIdentity';
      /** Client id of the identity that the service account and KEDA's operator are federated with. */
      readonly clientId: string;
    };

/** A taint that agents tolerate. */
export interface AgentToleration {
  readonly key: string;
  readonly operator: 'Equal' | 'Exists';
  readonly value?: string | undefined;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** What one agent pool is made from; all amounts as in the config, with its defaults filled in. */
export interface AgentPoolProps {
  /** Name of the ScaledJob, at most 51 characters; agents are named after their pods, `<name>-xxxxx-yyyyy`. */
  readonly name: string;
  readonly namespace: string;
  /** Service account of the pods. It needs to list pods for the placeholder, see `AgentServiceAccount`. */
  readonly serviceAccountName: string;
  /** Without a trailing slash. */
  readonly organizationUrl: string;
  /** The agent pool in Azure DevOps, by name or by id. */
  readonly pool: string | number;
  /** Image built from docker/. */
  readonly image: string;
  readonly credentials: AgentCredentials;
  /** How the installed KEDA must scale, see `scalingPair`. */
  readonly scaling: ScalingPair;
  /** Agents that may run at once. */
  readonly maxAgents: number;
  readonly pollingSeconds: number;
  /** Kubernetes quantities, in any form. */
  readonly cpu: string;
  readonly memory: string;
  readonly workDisk: string;
  readonly jobTimeoutMinutes: number;
  readonly idleMinutes: number;
  readonly demands: readonly string[];
  readonly capabilities: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly AgentToleration[];
  readonly podDisruptionBudget: boolean;
  readonly keepFinishedMinutes: number;
  readonly keepSucceeded: number;
  readonly keepFailed: number;
}

/** Name of the placeholder's Deployment, and of the agent that it registers. */
export function placeholderName(poolName: string): string {
  return `${poolName}-placeholder`;
}
