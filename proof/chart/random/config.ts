import * as fc from 'fast-check';
import { KEDA_VERSIONS, type KedaVersion, supportsScaler } from '../../../config/keda-version';
import { parseConfig } from '../../../config/parse';
import { ConfigError } from '../../../config/problems/config-error';
import { TRIGGERS } from '../../../config/trigger';
import type { Config } from '../../../config/types';
import { agentPools, entryNames, runnerPools } from './entries';
import { optional } from './pods';
import { deploymentName } from './texts';

const VERSIONS = Object.keys(KEDA_VERSIONS) as readonly KedaVersion[];

const expiresOn = optional(fc.constantFrom('2027-03-01', '2030-12-31'));

const secretName = fc.constantFrom('runner-key', '123', 'true', 'a.b-c');

const organization = fc.record({
  organizationUrl: fc.constantFrom(
    'https://dev.azure.com/contoso',
    'https://DEV.azure.com/Contoso',
    'https://contoso.visualstudio.com',
    'https://devops.example.com/tfs/DefaultCollection',
    'https://dev.azure.com/123',
  ),
  auth: fc.oneof(
    fc.record({ kind: fc.constant('pat'), token: optional(fc.record({ kind: fc.constant('existing'), secret: secretName })), expiresOn }),
    fc.constant({ kind: 'workloadIdentity' }),
  ),
});

const secretSource = optional(
  fc.oneof(fc.constant({ kind: 'variable' }), fc.record({ kind: fc.constant('existing'), secret: secretName })),
);

const app = fc.record({
  kind: fc.constant('app'),
  clientId: fc.constantFrom('Iv23liAbCdEf0123456789', '123456', '1e3'),
  installationId: fc.oneof(
    fc.integer({ min: 1, max: 100_000_000 }),
    fc.maxSafeNat().filter((id) => id > 0),
  ),
  key: secretSource,
});
const token = fc.record({ kind: fc.constant('pat'), token: secretSource, expiresOn });

const gitHub = fc.oneof(
  fc.record({
    url: fc.constantFrom(
      'https://github.com/contoso',
      'https://GitHub.com/Contoso',
      'https://github.com/contoso/shop',
      'https://ghes.example.com/team',
    ),
    auth: fc.oneof(app, token),
  }),
  fc.record({ url: fc.constantFrom('https://github.com/enterprises/contoso', 'https://contoso.ghe.com/enterprises/123'), auth: token }),
);

/** Organisations and enterprises have runner groups, repositories do not. */
const hasGroups = (url: string): boolean => !url.endsWith('/shop');

const image = optional(
  fc.oneof(
    fc.constant({ kind: 'build', buildArgs: { AGENT_URL: 'https://mirror.example/agent.tar.gz' } }),
    fc.record({
      kind: fc.constant('reference'),
      reference: fc.constantFrom(
        'example.azurecr.io/agent:1',
        'registry.example:5000/a/agent:1.0',
        `example.azurecr.io/agent@sha256:${'0f'.repeat(32)}`,
      ),
    }),
  ),
);

/** Nodes with room for all entries: how many fit does not change an object. */
const LARGE = { vmSize: 'Standard_D64ds_v5', maxNodes: 1000 };

const cluster = fc.constantFrom(
  { nodePool: LARGE },
  { nodePool: LARGE, agentNodePool: LARGE },
  { nodePool: LARGE, agentNodePool: { ...LARGE, spot: true } },
);

/** The most entries of both lists together. */
const MOST_ENTRIES = 6;

/** Which lists have entries. */
type Services = 'agents' | 'runners' | 'both';

/** What must be known before the rest can be chosen. */
const base = fc
  .record({
    trigger: fc.constantFrom(...TRIGGERS),
    services: fc.constantFrom<Services>('agents', 'runners', 'both'),
    gitHub,
    organization,
    parallelJobs: optional(fc.oneof(fc.constantFrom('bought', 'unlimited'), fc.integer({ min: 1, max: 10_000 }))),
  })
  .chain(({ trigger, services, parallelJobs, ...rest }) => {
    const withScaler = trigger === 'metrics-api';
    const limit = typeof parallelJobs === 'number' ? parallelJobs : undefined;
    // Runners need the scaler.
    const [withAgents, withRunners] = withScaler ? [services !== 'runners', services !== 'agents'] : [true, false];
    const limits = { withScaler, withGroups: hasGroups(rest.gitHub.url), parallelJobs: limit };
    return fc.record({
      ...fixed(rest),
      trigger: fc.constant(trigger),
      version: optional(fc.constantFrom(...VERSIONS.filter((version) => !withScaler || supportsScaler(version)))),
      parallelJobs: fc.constant(withScaler ? parallelJobs : undefined),
      agentPools: agentPools(limits).map((entries) => (withAgents ? entries : [])),
      runnerPools: runnerPools(limits).map((entries) => (withRunners ? entries : [])),
      monitoring: optional(fc.record({ queueMinutes: optional(fc.integer({ min: 1, max: 1440 })) })),
      image,
      runnerImage: image,
      cluster,
      name: deploymentName,
      names: entryNames(MOST_ENTRIES),
    });
  });

const fixed = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as { [Key in keyof T]: fc.Arbitrary<T[Key]> };

/** Drafts of configs. Nearly all are valid; a service without entries is left out. */
export const randomDraft = base.map(
  ({ trigger, version, gitHub, organization, parallelJobs, names, agentPools, runnerPools, ...rest }) => ({
    ...rest,
    location: 'westeurope',
    keda: { trigger, version },
    ...(agentPools.length === 0 ? {} : { azureDevOps: { ...organization, parallelJobs } }),
    ...(runnerPools.length === 0 ? {} : { gitHub }),
    agentPools: agentPools.map((entry, at) => ({ ...entry, name: names[at] })),
    runnerPools: runnerPools.map((entry, at) => ({ ...entry, name: names[agentPools.length + at] })),
  }),
);

/** Whether the rules of the config accept a draft. */
export function isValid(draft: unknown): boolean {
  try {
    parseConfig(draft);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** Valid configs, with their defaults. */
export const randomConfig: fc.Arbitrary<Config> = randomDraft
  .map(withoutUndefined)
  .filter(isValid)
  .map((draft) => parseConfig(draft));

/** The draft as it would be in JSON, without the keys of options that are left out. */
export function withoutUndefined<T>(draft: T): T {
  return JSON.parse(JSON.stringify(draft)) as T;
}
