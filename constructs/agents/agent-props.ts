import type { ITerraformDependable } from 'cdktf';
import { NEWEST_KEDA_VERSION, type ScalingPair, scalingPair } from '../../config/keda-version';
import { agentPool as agentPoolSchema } from '../../config/schema/agent-pool';
import type { AgentPoolConfig } from '../../config/types';

/** How agents, their placeholder and KEDA sign in to Azure DevOps. */
export type AgentCredentials =
  | {
      readonly kind: 'pat';
      /** Secret in the namespace of the agents that holds the personal access token under the key `token`. */
      readonly secretName: string;
      /** Day on which it expires, like 2027-03-01; the placeholder shows it. @default - not known */
      readonly expiresOn?: string | undefined;
    }
  | {
      readonly kind: 'workloadIdentity';
      /** Client id of the identity that the service account and KEDA's operator are federated with. */
      readonly clientId: string;
    };

/** What an agent pool must be told. */
export interface AgentPoolConnection {
  /** Name of the ScaledJob and the other objects, at most 51 characters; agents are named after their pods, `<objectName>-xxxxx-yyyyy`. */
  readonly objectName: string;
  readonly namespace: string;
  /** Service account of the pods. The placeholder lists pods with it, see `AgentServiceAccount`. */
  readonly serviceAccountName: string;
  /** URL of the organisation, without a trailing slash. */
  readonly organizationUrl: string;
  /** The agent pool in Azure DevOps, by name or by id. */
  readonly pool: string | number;
  /** Image built from docker/. */
  readonly image: string;
  readonly credentials: AgentCredentials;
  /** What must exist first, such as the namespace. @default nothing */
  readonly dependsOn?: ITerraformDependable[] | undefined;
}

/** What has a default: the options of an entry of the config's `agentPools`. */
export interface AgentPoolOptions extends Omit<AgentPoolConfig, 'name' | 'pool'> {
  /** How the installed KEDA must scale. @default that of the newest supported version */
  readonly scaling: ScalingPair;
}

/** What one agent pool is made from. @default for the options, those of an entry of the config's `agentPools` */
export type AgentPoolProps = AgentPoolConnection & Partial<AgentPoolOptions>;

/** The same with every default filled in. */
export type CompleteAgentPoolProps = AgentPoolConnection & AgentPoolOptions;

const optionsSchema = agentPoolSchema.omit({ name: true, pool: true });

/** Fills in the defaults of the config's schema. */
export function completeProps(props: AgentPoolProps): CompleteAgentPoolProps {
  const defaults: AgentPoolOptions = { ...optionsSchema.parse({}), scaling: scalingPair(NEWEST_KEDA_VERSION) };
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as AgentPoolProps;
  return { ...defaults, ...given };
}
