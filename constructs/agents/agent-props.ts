import { NEWEST_KEDA_VERSION, SCALER_COUNTS, type ScalingPair, scalingPair } from '../../config/keda-version';
import { pollingSecondsOf } from '../../config/polling';
import { agentPool as agentPoolSchema } from '../../config/schema/agent-pool';
import type { AgentPoolConfig } from '../../config/types';
import type { PolledPodObjects, Provider } from '../../providers/contract/pod-objects';
import type { EntryConnection } from '../pods/entry-props';

/** The properties of an agent pool that have no default. */
export interface AgentPoolConnection extends EntryConnection {
  /** Service account of the pods, see `AgentServiceAccount`. The placeholder uses it to list pods. */
  readonly serviceAccountName: string;
  /** The service whose jobs the agents run, such as `azurePipelines(...)`. */
  readonly provider: Provider;
}

/** The properties that have a default: the options of an entry of the config's `agentPools`. */
export interface AgentPoolOptions extends Omit<AgentPoolConfig, 'name' | 'pool' | 'pollingSeconds'> {
  /**
   * Whom KEDA polls: `provider` is the scaler that KEDA itself has for the service; `scaler` is the `Scaler` of this namespace, one
   * of whose entries must be this one. Unlike a config, which creates a `Scaler` by default, an agent pool alone has none to rely
   * on: without it, it would get no agents. @default 'provider'
   */
  readonly trigger: 'provider' | 'scaler';
  /** Seconds between two polls of the queue by KEDA. Without effect with the trigger `scaler`. @default 10 */
  readonly pollingSeconds: number;
  /** How the installed KEDA must scale. Without effect with the trigger `scaler`. @default that of the newest supported version */
  readonly scaling: ScalingPair;
}

/** The properties of an agent pool. Options have the defaults of an entry of the config's `agentPools`. */
export type AgentPoolProps = AgentPoolConnection & Partial<AgentPoolOptions>;

/** All properties, with every default filled in and with what the provider adds. */
export type CompleteAgentPoolProps = AgentPoolConnection & AgentPoolOptions & { readonly provided: PolledPodObjects };

const optionsSchema = agentPoolSchema.omit({ name: true, pool: true, pollingSeconds: true });

/** Fills in the defaults of the config's schema, and asks the provider for its part. */
export function completeProps(props: AgentPoolProps): CompleteAgentPoolProps {
  const defaults: AgentPoolOptions = {
    ...optionsSchema.parse({}),
    trigger: 'provider',
    pollingSeconds: pollingSecondsOf({}, 'azure-pipelines'),
    scaling: scalingPair(NEWEST_KEDA_VERSION),
  };
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as AgentPoolProps;
  const chosen = { ...defaults, ...given };
  const complete = chosen.trigger === 'scaler' ? { ...chosen, scaling: SCALER_COUNTS } : chosen;
  return { ...complete, provided: complete.provider(complete) };
}
