import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { FIXED_NAMES } from '../../config/names';
import { placementOf } from '../../config/node-placement';
import type { Config, GitHubConfig } from '../../config/types';
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
    keda: { version: keda.version, trigger: keda.trigger },
    ...(config.azureDevOps === undefined ? {} : { azureDevOps: azureDevOpsOf(config.azureDevOps, clientId) }),
    ...(config.gitHub === undefined ? {} : { gitHub: gitHubOf(config.gitHub) }),
    ...(monitoring === undefined ? {} : { monitoring: { queueMinutes: monitoring.queueMinutes } }),
    agentPools: agentPools.map((entry) => withoutDefaults(agentPoolValues, { ...entry, ...placementOf(entry, cluster) })),
    runnerPools: runnerPools.map((entry) => withoutDefaults(runnerPoolValues, { ...entry, ...placementOf(entry, cluster) })),
  };
}

function azureDevOpsOf({ auth, ...service }: NonNullable<Config['azureDevOps']>, clientId: string | undefined): ChartValues['azureDevOps'] {
  if (auth.kind === 'pat') {
    const { revision: _, ...others } = auth;
    return { ...service, auth: { ...others, token: { secret: FIXED_NAMES.tokenSecret } } };
  }
  if (clientId === undefined) throw new Error("with workload identity, the values contain the client id of the agents' identity");
  return { ...service, auth: { ...auth, clientId } };
}

function gitHubOf({ auth, ...service }: GitHubConfig): ChartValues['gitHub'] {
  return {
    ...service,
    auth: auth.kind === 'app' ? { ...auth, key: secretOf(auth.key) } : { ...auth, token: secretOf(auth.token) },
  };
}

/** The Secret that the agents stack creates from a Terraform variable has a fixed name. */
const secretOf = (source: Extract<GitHubConfig['auth'], { kind: 'app' }>['key']) => ({
  secret: source.kind === 'existing' ? source.secret : FIXED_NAMES.gitHubSecret,
});

/** An entry without the options that have their default value. */
function withoutDefaults<Shape extends z.ZodRawShape, Entry extends object>(schema: z.ZodObject<Shape>, entry: Entry): Entry {
  const isDefault = ([key, value]: readonly [string, unknown]) => {
    const { def } = (schema.shape[key] as z.core.$ZodTypes)._zod;
    return value === undefined || (def.type === 'default' && isDeepStrictEqual(value, def.defaultValue));
  };
  return Object.fromEntries(Object.entries(entry).filter((pair) => !isDefault(pair))) as Entry;
}
