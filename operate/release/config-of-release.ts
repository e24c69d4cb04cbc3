import { check } from '../../config/check';
import { FIXED_NAMES } from '../../config/names';
import { ConfigError } from '../../config/problems/config-error';
import { configSchema } from '../../config/schema/config';
import type { DeployedConfig } from '../lib/deployment';
import type { StoredRelease } from './decode';
import { coalesced, isMap, type Values } from './values';

/** The options that values have too. The others are about Azure. */
const deployedSchema = configSchema.pick({
  name: true,
  keda: true,
  azureDevOps: true,
  gitHub: true,
  monitoring: true,
  agentPools: true,
  runnerPools: true,
});

/** The values of a release, with the defaults of its chart. */
export const valuesOfRelease = ({ config, chart }: StoredRelease): Values => coalesced(config, chart.values);

/**
 * The config that a release deploys, with all defaults. The schema is that of the config. Its rules are not applied again: the chart
 * has the same, and a release that it has accepted can be looked at.
 * @throws ConfigError if the chart has options or values that this version does not know
 */
export function configOfRelease(release: StoredRelease): DeployedConfig {
  const values = valuesOfRelease(release);
  const { value, problems } = check(deployedSchema, {
    name: values['name'] || release.name,
    ...changed(values, 'keda', ({ namespace: _, ...keda }) => keda),
    ...changed(values, 'azureDevOps', azureDevOpsOf),
    ...changed(values, 'gitHub', gitHubOf),
    ...changed(values, 'monitoring', ({ queueMinutes }) => (queueMinutes === undefined ? {} : { queueMinutes })),
    ...changed(values, 'agentPools', (entries) => entries),
    ...changed(values, 'runnerPools', (entries) => entries),
  });
  if (problems.length === 0) return value as DeployedConfig;
  const { name, version } = release.chart.metadata;
  throw new ConfigError(`the Helm release ${release.name}, of the chart ${name} ${version},`, problems);
}

/** An option whose value is a map, changed; every other value as it is, and nothing if there is none. */
const changed = (values: Values, key: string, change: (value: Values) => unknown): Values => {
  const value = values[key];
  return value === undefined ? {} : { [key]: isMap(value) ? change(value) : value };
};

/** Without the client id, which a config has in no option. A release takes the token from an existing Secret. */
const azureDevOpsOf = (azureDevOps: Values): Values => ({
  ...azureDevOps,
  ...changed(azureDevOps, 'auth', ({ clientId: _, token, ...auth }) =>
    auth['kind'] === 'workloadIdentity'
      ? auth
      : { kind: 'pat', ...auth, token: { kind: 'existing', secret: FIXED_NAMES.tokenSecret, ...(isMap(token) ? token : {}) } },
  ),
});

/** A release takes the key or the token for GitHub from an existing Secret. */
const gitHubOf = (gitHub: Values): Values => ({ ...gitHub, auth: gitHubAuthOf(isMap(gitHub['auth']) ? gitHub['auth'] : {}) });

function gitHubAuthOf(auth: Values): Values {
  const { kind = 'pat' } = auth;
  const secret = kind === 'app' ? 'key' : 'token';
  const given = isMap(auth[secret]) ? auth[secret] : {};
  return { ...auth, kind, [secret]: { kind: 'existing', secret: FIXED_NAMES.gitHubSecret, ...given } };
}
