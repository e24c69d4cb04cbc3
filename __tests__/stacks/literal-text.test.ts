import fc from 'fast-check';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { parseConfig } from '../../config/parse';
import { ConfigError } from '../../config/problems/config-error';
import { configSchema } from '../../config/schema/config';
import type { Config } from '../../config/types';
import { type Draft, withValue } from '../support/builders';
import { draftsOfEveryKind, fullDraft } from '../support/configs';
import type { createdKeda } from '../support/created-parts';
import { damage, leavesOf, patternOf, textAt, withText } from '../support/damage';
import { expandReferences } from '../support/expand-references';
import { textLeaves } from '../support/schema-leaves';
import { manifestsOf, type StackJson, synthApp } from '../support/synth';
import { readTerraformText, textsOf } from '../support/terraform-text';

type Stacks = Readonly<Record<string, StackJson>>;

const drafts = draftsOfEveryKind();

const parsed = (draft: Draft): Config | undefined => {
  try {
    return parseConfig(draft);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return undefined;
  }
};

test('the drafts cover every text of the schema', () => {
  const seen = new Set(drafts.flatMap((draft) => leavesOf(draft).map(patternOf)));
  expect(textLeaves(configSchema).filter((leaf) => !seen.has(leaf))).toEqual([]);
});

const templatesOf = (stacks: Stacks) => textsOf(stacks).flatMap((text) => readTerraformText(text).templates);
const onPurpose = new Set(drafts.flatMap((draft) => templatesOf(synthApp(parseConfig(draft)))));

/** The value that Terraform reads from a part of its JSON. */
const plain = <Part>(part: Part): Part =>
  JSON.parse(JSON.stringify(part), (_, value: unknown) => (typeof value === 'string' ? readTerraformText(value).plain : value)) as Part;

/** Checks the keys of maps, which a reviver does not see. */
const plainMap = (map: Readonly<Record<string, string>>) =>
  Object.entries(map).map(([name, value]) => [readTerraformText(name).plain, readTerraformText(value).plain] as const);

/** Checks that every free text arrives unchanged. */
function expectTexts(config: Config, stacks: Stacks): void {
  const resource = (stack: string, type: string) => Object.values(stacks[`${config.name}-${stack}`]?.resource?.[type] ?? {});
  if (config.cluster.kind === 'create') expectPlatform(config, (type) => resource('platform', type));
  if (config.keda.kind === 'create') expectKeda(config.keda, plain(resource('keda', 'helm_release')));

  const command = plain(JSON.stringify(resource('image', 'terraform_data')));
  const images = [...(config.agentPools.length > 0 ? [config.image] : []), ...(config.runnerPools.length > 0 ? [config.runnerImage] : [])];
  const buildArgs = images.flatMap((image) => (image.kind === 'build' ? Object.entries(image.buildArgs) : []));
  for (const [name, value] of buildArgs) expect(command).toContain(JSON.stringify(`--build-arg "${name}=${value}"`).slice(1, -1));

  const jobs = manifestsOf(stacks[`${config.name}-agents`] as StackJson).filter(({ kind }) => kind === 'ScaledJob');
  for (const pool of config.agentPools) {
    const job = plain(jobs.find((object) => plain(nameOf(object)) === `${config.name}-${pool.name}`));
    expectPool(pool, job);
    if (config.keda.trigger === 'azure-pipelines') expect(demandsIn(job)).toEqual(pool.demands);
  }
  for (const pool of config.runnerPools) {
    const job = plain(jobs.find((object) => plain(nameOf(object)) === `${config.name}-${pool.name}`));
    expectRunnerPool(pool, config.gitHub?.url, job);
  }
  if (config.keda.trigger === 'metrics-api') expectScaler(config, stacks);
}

/** Checks the texts of the resources in Azure. A cluster that exists may leave none of them. */
function expectPlatform(config: Config, resource: (type: string) => readonly Readonly<Record<string, unknown>>[]): void {
  const tags = new Map(plainMap(resource('azurerm_kubernetes_cluster')[0]?.['tags'] as Record<string, string>));
  for (const [name, value] of Object.entries(config.tags)) expect([name, tags.get(name)]).toEqual([name, value]);

  const groups = config.monitoring?.actionGroupIds.map((actionGroupId) => ({ actionGroupId })) ?? [];
  const [rules] = resource('azurerm_monitor_alert_prometheus_rule_group');
  const [first] = plain(rules?.['rule'] as { action: { action_group_id: string }[] }[]);
  expect(first?.action.slice(-groups.length).map(({ action_group_id }) => action_group_id)).toEqual(
    groups.map(({ actionGroupId }) => actionGroupId),
  );
}

function expectKeda(
  { chartRepository, imageRegistry }: ReturnType<typeof createdKeda>,
  [release]: readonly Readonly<Record<string, unknown>>[],
): void {
  expect([release?.['repository'], release?.['chart']]).toContain(
    chartRepository.startsWith('oci://') ? `${chartRepository}/keda` : chartRepository,
  );
  expect(JSON.parse((release as { values: [string] }).values[0])).toMatchObject({ image: { keda: { registry: imageRegistry } } });
}

const demandsIn = (job: unknown) =>
  (job as { spec: { triggers: { metadata: Record<string, string> }[] } }).spec.triggers[0]?.metadata['demands']?.split(',') ?? [];

/** Checks that the scaler gets every text of its entries unchanged. */
function expectScaler(config: Config, stacks: Stacks): void {
  const [scaler] = plain(manifestsOf(stacks[`${config.name}-agents`] as StackJson)).filter(
    (object) => nameOf(object) === 'azure-pipelines-scaler' && object.kind === 'Deployment',
  );
  const { template } = (scaler as unknown as { spec: { template: { spec: PodSpec } } }).spec;
  const variables = variablesOf(template.spec);
  const entries = JSON.parse(variables.get('AZP_ENTRIES') ?? '') as { name: string }[];
  const runners = config.runnerPools.map(({ name, scaleSet = name, runnerGroup, labels, maxRunners, ...pool }) => ({
    name: `${config.name}-${name}`,
    scaleSet: { name: scaleSet, group: runnerGroup, labels },
    maxAgents: maxRunners,
    ...{ warm: pool.warm, warmMaxHours: pool.warmMaxHours, anticipate: pool.anticipate },
  }));
  expect(new Set(entries.filter((entry) => 'scaleSet' in entry))).toEqual(new Set(runners));
  expect(new Set(entries.filter((entry) => !('scaleSet' in entry)))).toEqual(
    new Set(
      config.agentPools.map(({ name, pool = name, maxAgents, warm, warmMaxHours, anticipate }) => ({
        name: `${config.name}-${name}`,
        placeholder: `${config.name}-${name}-placeholder`,
        ...{ pool, maxAgents, warm, warmMaxHours, anticipate },
      })),
    ),
  );
  expect(variables.get('AZP_URL')).toBe(config.azureDevOps?.organizationUrl);
  const { auth, url } = config.gitHub ?? {};
  expect(variables.get('AZP_GITHUB_URL')).toBe(url);
  expect(variables.get('AZP_GITHUB_CLIENT_ID')).toBe(auth?.kind === 'app' ? auth.clientId : undefined);
}

/** The variables of the first container, as the kubelet sets them. */
function variablesOf(pod: PodSpec): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { name, value } of (pod.containers[0] as Container).env ?? [])
    if (value !== undefined) variables.set(name, expandReferences(value, Object.fromEntries(variables)));
  return variables;
}

const nameOf = (object: unknown) => (object as { metadata: { name: string } }).metadata.name;

function expectPool({ env, capabilities, nodeSelector }: Config['agentPools'][number], job: unknown): void {
  const { spec } = job as { spec: { jobTargetRef: { template: { spec: PodSpec } } } };
  const pod = spec.jobTargetRef.template.spec;
  const variables = variablesOf(pod);
  for (const [name, value] of Object.entries(env)) expect([name, variables.get(name)]).toEqual([name, value]);
  const lines = variables.get('AZP_CAPABILITIES')?.split('\n') ?? [];
  for (const [name, value] of Object.entries(capabilities)) expect(lines).toContain(`${name}=${value}`);
  for (const [name, value] of Object.entries(nodeSelector)) expect(pod.nodeSelector?.[name]).toBe(value);
}

function expectRunnerPool(
  { name, scaleSet = name, runnerGroup, env, nodeSelector }: Config['runnerPools'][number],
  url: string | undefined,
  job: unknown,
): void {
  const { spec } = job as { spec: { jobTargetRef: { template: { spec: PodSpec } } } };
  const pod = spec.jobTargetRef.template.spec;
  const variables = variablesOf(pod);
  const all = { ...env, AZP_SCALE_SET: scaleSet, AZP_RUNNER_GROUP: runnerGroup };
  for (const [key, value] of Object.entries(all)) expect([key, variables.get(key)]).toEqual([key, value]);
  expect(variables.get('AZP_GITHUB_URL')).toBe(url);
  for (const [key, value] of Object.entries(nodeSelector)) expect(pod.nodeSelector?.[key]).toBe(value);
}

test('Terraform evaluates only the templates of this program, whatever the texts of a config contain', () => {
  const figures = { accepted: 0, live: 0 };
  const damages = fc.array(damage, { minLength: 120, maxLength: 120 });
  fc.assert(
    fc.property(fc.constantFrom(...drafts), damages, (draft, changes) => {
      let damaged = draft;
      // The keys of maps come last, because they change the paths of their values.
      const leaves = [...leavesOf(draft)].sort((a, b) => Number(a.kind === 'name') - Number(b.kind === 'name'));
      for (const [index, leaf] of leaves.entries()) {
        const change = changes[index % changes.length] as (text: string) => string;
        const next = withText(damaged, leaf, change(textAt(damaged, leaf)));
        const taken = parsed(next) !== undefined;
        figures.accepted += Number(taken);
        if (taken) damaged = next;
      }
      const config = parseConfig(damaged);
      const stacks = synthApp(config);
      const live = templatesOf(stacks).filter((template) => !onPurpose.has(template));
      figures.live += live.length;
      expect(live).toEqual([]);
      expectTexts(config, stacks);
    }),
    { numRuns: 16, seed: 12, endOnFailure: true },
  );
  // Most damages make an option invalid. Enough valid configs must be left for the test to be meaningful.
  expect(figures.accepted).toBeGreaterThan(100);
  expect(figures.live).toBe(0);
});

test('an id with a number that cdktf would read as a placeholder stays unchanged', () => {
  const id = '00000000-82e2-4000-8000-0000082e2970';
  const draft = withValue(withValue(fullDraft(), 'cluster.adminGroupObjectIds', [id]), 'cluster.deployerObjectId', id);
  const { resource } = synthApp(parseConfig(withValue(draft, 'agentPools.2.name', '82e297')))['team-a-platform'] as StackJson;
  const [cluster] = Object.values(resource?.['azurerm_kubernetes_cluster'] ?? {});
  expect(cluster?.['azure_active_directory_role_based_access_control']).toMatchObject({ admin_group_object_ids: [id] });
});
