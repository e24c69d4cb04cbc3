import type { Config } from './types';

/** Minutes that an agent may need beyond its job, to sign off. */
const SIGN_OFF_MINUTES = 5;

/** Minutes that the longest job of all agent pools and the end of its agent may take. */
export function longestAgentMinutes({ agentPools }: Config): number {
  return Math.max(...agentPools.map((pool) => pool.jobTimeoutMinutes)) + SIGN_OFF_MINUTES;
}
