import { SCALER_REPLICAS } from '../pod-contract';
import { agentPoolKey, type Polling, pollingSecondsOf, scalerPollSeconds } from '../polling';

/**
 * Azure DevOps delays the calls of an identity that has used more than 200 TSTU in five minutes, and then refuses some
 * (learn.microsoft.com/azure/devops/integrate/concepts/rate-limits, "Rate and usage limits").
 */
export const LIMIT = { units: 200, minutes: 5 } as const;

/**
 * How many polls a second are suspicious, and how many are refused. What a call costs is published nowhere, so both are
 * judgements. With the first, the polls alone reach the limit if one costs more than 0.13 TSTU; with the second, if one costs
 * more than 0.013 TSTU, and the agents could hardly register.
 */
export const POLLS_A_SECOND = { doubtful: 5, most: 50 } as const;

/** The number of agent pools. The scaler polls each once for all entries that share it. */
export const agentPoolCount = ({ agentPools }: Pick<Polling, 'agentPools'>): number => new Set(agentPools.map(agentPoolKey)).size;

/** How often all pollers together poll the service: the scaler's replicas for each agent pool, or KEDA for each entry. */
export function pollsPerSecond(config: Polling): number {
  const { agentPools, keda } = config;
  if (keda.trigger === 'metrics-api') return (SCALER_REPLICAS * agentPoolCount(config)) / scalerPollSeconds(config);
  return agentPools.reduce((sum, entry) => sum + 1 / pollingSecondsOf(entry, keda.trigger), 0);
}
