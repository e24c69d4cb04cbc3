import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { placementOf } from '../../config/node-placement';
import type { Config } from '../../config/types';
import { agentsServiceOf } from './azure-pipelines/service-of';
import { runnersServiceOf } from './github/service-of';
import type { ChartValues } from './values/chart-values';
import { agentPoolValues, runnerPoolValues } from './values/entries';

/** What the config of a deployment leaves to its other stacks. */
export interface ChartPlace {
  /** The agent image, as the spec of a pod names it. Required for agent pools. */
  readonly image?: string | undefined;
  /** The runner image, as the spec of a pod names it. Required for runner pools. */
  readonly runnerImage?: string | undefined;
  /** Client id of the agents' identity. Required with workload identity. */
  readonly clientId?: string | undefined;
}

/**
 * The values with which the chart creates the objects that a config describes, in the namespace of its agents stack. Options of
 * entries that have their default value are left out.
 */
export function valuesOf(config: Config, { image, runnerImage, clientId }: ChartPlace): ChartValues {
  const { name, keda, monitoring, cluster, agentPools, runnerPools } = config;
  return {
    name,
    ...(image === undefined ? {} : { image: { reference: image } }),
    ...(runnerImage === undefined ? {} : { runnerImage: { reference: runnerImage } }),
    keda: { version: keda.version, trigger: keda.trigger, ...(keda.kind === 'existing' ? { namespace: keda.namespace } : {}) },
    ...(cluster.kind === 'existing' ? { network: { clusterRanges: cluster.clusterRanges, apiServer: cluster.apiServer } } : {}),
    ...agentsServiceOf(config, clientId),
    ...runnersServiceOf(config),
    ...(monitoring === undefined ? {} : { monitoring: { queueMinutes: monitoring.queueMinutes } }),
    agentPools: agentPools.map((entry) => withoutDefaults(agentPoolValues, { ...entry, ...placementOf(entry, cluster) })),
    runnerPools: runnerPools.map((entry) => withoutDefaults(runnerPoolValues, { ...entry, ...placementOf(entry, cluster) })),
  };
}

/** An entry without the options that have their default value. */
function withoutDefaults<Shape extends z.ZodRawShape, Entry extends object>(schema: z.ZodObject<Shape>, entry: Entry): Entry {
  const isDefault = ([key, value]: readonly [string, unknown]) => {
    const { def } = (schema.shape[key] as z.core.$ZodTypes)._zod;
    return value === undefined || (def.type === 'default' && isDeepStrictEqual(value, def.defaultValue));
  };
  return Object.fromEntries(Object.entries(entry).filter((pair) => !isDefault(pair))) as Entry;
}
