import { POLLING } from './timings';
import type { Trigger } from './trigger';
import type { AgentPoolConfig } from './types';

/** The part of a config that says how often queues are polled. */
export interface Polling {
  readonly agentPools: readonly Partial<Pick<AgentPoolConfig, 'name' | 'pool' | 'pollingSeconds'>>[];
  readonly keda: { readonly trigger: Trigger };
}

/** The agent pool of an entry, by name or id. Names are compared without regard to case, as the REST API does. */
export const agentPoolKey = ({ pool, name }: Partial<Pick<AgentPoolConfig, 'pool' | 'name'>>): string => String(pool ?? name).toLowerCase();

/** Seconds between two polls for an entry: its option, or the default of the trigger. */
export function pollingSecondsOf({ pollingSeconds }: Pick<AgentPoolConfig, 'pollingSeconds'>, trigger: Trigger): number {
  return pollingSeconds ?? (trigger === 'metrics-api' ? POLLING.scaler : POLLING.keda).seconds;
}

/** Seconds between two polls by the scaler, for the variable AZP_POLL_SECONDS. It polls all agent pools together, as often as the fastest entry asks for. It does not poll GitHub: its answers arrive by themselves. */
export function scalerPollSeconds({ agentPools, keda: { trigger } }: Polling): number {
  if (agentPools.length === 0) return pollingSecondsOf({}, trigger);
  return Math.min(...agentPools.map((entry) => pollingSecondsOf(entry, trigger)));
}
