import { check } from '../../../config/check';
import type { Problem } from '../../../config/problems/problem';
import { configSchema } from '../../../config/schema/config';
import type { PartialConfig } from '../../../config/types';
import { CHART_RULES } from './chart-rules';

/** The chart takes every image by its reference. */
const REFERENCED = { kind: 'reference', reference: 'example.azurecr.io/agent:1' } as const;

/**
 * The problems of a config that Helm must find in its values: those of the same rules, without the parts of the config that are for Azure
 * alone. What a schema finds is not among them.
 */
export function problemsOfValues(draft: unknown): readonly Problem[] {
  const { name, keda, azureDevOps, gitHub, agentPools, runnerPools, monitoring } = (check(configSchema, draft).value ??
    {}) as PartialConfig;
  const given = Object.entries({ azureDevOps, gitHub, monitoring }).filter(([, value]) => value !== undefined);
  const values: PartialConfig = {
    name,
    image: REFERENCED,
    runnerImage: REFERENCED,
    keda,
    agentPools,
    runnerPools,
    ...Object.fromEntries(given),
  };
  return Object.values(CHART_RULES).flatMap((rule) => rule(values));
}
