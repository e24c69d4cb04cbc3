import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseConfig } from '../../../config/parse';
import type { Config } from '../../../config/types';
import agentsAndRunners from '../../../docs/examples/agents-and-runners/agents.config';
import derivedImage from '../../../docs/examples/derived-image/agents.config';
import existingConfig from '../../../docs/examples/existing-cluster/agents.config';
import gitops from '../../../docs/examples/gitops/agents.config';
import hardened from '../../../docs/examples/hardened/agents.config';
import keyVault from '../../../docs/examples/key-vault/agents.config';
import remoteState from '../../../docs/examples/remote-state/agents.config';
import severalAgentPools from '../../../docs/examples/several-agent-pools/agents.config';
import sharedParts from '../../../docs/examples/shared-parts/agents.config';
import spot from '../../../docs/examples/spot/agents.config';
import production from '../../../docs/examples/two-environments/production';
import staging from '../../../docs/examples/two-environments/staging';
import { AZURE_PIPELINES, objectsIn, projectFiles, readProjectFile } from '../../pipelines/project-files';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, type StackJson, synthApp } from '../../support/synth';

const FOLDERS = readdirSync(join(__dirname, '../../../docs/examples'));

/** The configs, by the file that AGENTS_CONFIG names below docs/examples. */
const CONFIGS: Readonly<Record<string, Config>> = {
  'agents-and-runners/agents.config.ts': parseConfig(agentsAndRunners),
  'derived-image/agents.config.ts': parseConfig(derivedImage),
  'gitops/agents.config.ts': parseConfig(gitops),
  'hardened/agents.config.ts': parseConfig(hardened),
  'key-vault/agents.config.ts': parseConfig(keyVault),
  'remote-state/agents.config.ts': parseConfig(remoteState),
  'several-agent-pools/agents.config.ts': parseConfig(severalAgentPools),
  'shared-parts/agents.config.ts': parseConfig(sharedParts),
  'spot/agents.config.ts': parseConfig(spot),
  'two-environments/production.ts': parseConfig(production),
  'two-environments/staging.ts': parseConfig(staging),
};

const readme = (folder: string) => readProjectFile(`docs/examples/${folder}/README.md`);
const scaledJob = (stack: StackJson | undefined, name: string) =>
  manifestsOf(stack ?? {}).find((object) => object.kind === 'ScaledJob' && (object['metadata'] as { name: string }).name === name);

test('there is a folder for each of these', () => {
  expect(FOLDERS).toEqual([
    'agents-and-runners',
    'derived-image',
    'existing-cluster',
    'gitops',
    'hardened',
    'key-vault',
    'own-stack',
    'own-stack-runners',
    'remote-state',
    'several-agent-pools',
    'shared-parts',
    'spot',
    'two-environments',
  ]);
});

test.each(FOLDERS)('%s: a short README says what it is for, how to run it, what differs and what to know', (folder) => {
  const text = readme(folder);
  expect(text).toMatch(/^# .+\n\nFor /);
  expect(text).toContain('```console\n$ ');
  expect(text).toContain('| Differs from the default | Why |');
  expect(text).toMatch(/\n- /);
  expect(text.split('\n').length).toBeLessThanOrEqual(26);
});

test.each(FOLDERS)('%s: every file that the README names exists', (folder) => {
  const named = [...readme(folder).matchAll(/docs\/examples\/([\w./-]+\.(?:ts|js))/g)].map(([, path = '']) => path.replace(/\.js$/, '.ts'));
  const files = projectFiles(/^docs\/examples\//);
  expect(named).not.toEqual([]);
  for (const path of named) expect(files).toContain(`docs/examples/${path}`);
});

test.each(Object.entries(CONFIGS))('%s gives a stack for each part, with valid objects', (_file, config) => {
  const stacks = synthApp(config);
  const builds = config.image.kind === 'build' || (config.runnerPools.length > 0 && config.runnerImage.kind === 'build');
  const wanted = ['agents', ...(builds ? ['image'] : []), 'keda', 'platform'];
  expect(Object.keys(stacks)).toEqual(wanted.map((stack) => `${config.name}-${stack}`));
  expect(Object.values(stacks).flatMap(manifestsOf).flatMap(schemaErrors)).toEqual([]);
});

test('the two environments share no name, and their pipeline deploys both, one after the other', () => {
  const [first, second] = [parseConfig(staging), parseConfig(production)].map(({ name }) => name);
  expect(first).not.toBe(second);
  const pipeline = parse(readProjectFile('docs/examples/two-environments/azure-pipelines.yml'));
  const stages = pipeline.stages as readonly { dependsOn?: string; variables: { AGENTS_CONFIG: string } }[];
  const folder = 'docs/examples/two-environments';
  expect(stages).toMatchObject([
    { stage: 'staging', variables: { AGENTS_CONFIG: `${folder}/staging.ts` } },
    { stage: 'production', dependsOn: 'staging', variables: { AGENTS_CONFIG: `${folder}/production.ts` } },
  ]);
});

test('the templates of the pipeline exist, and get every parameter without a default', () => {
  const pipeline = parse(readProjectFile('docs/examples/two-environments/azure-pipelines.yml'));
  const used = objectsIn(pipeline).filter((step) => typeof step['template'] === 'string');
  expect(used.length).toBeGreaterThan(3);
  for (const { template, parameters = {} } of used) {
    const path = String(template).replace(/^\//, '');
    expect(projectFiles(AZURE_PIPELINES)).toContain(path);
    const { parameters: declared = [] } = parse(readProjectFile(path)) as { parameters?: readonly { name: string; default?: unknown }[] };
    const required = declared.filter((one) => one.default === undefined).map(({ name }) => name);
    expect(Object.keys(parameters as object)).toEqual(expect.arrayContaining(required));
  }
});

test('the pipeline has the variables that the templates use, with the same values as the other one', () => {
  const variables = (file: string) => (parse(readProjectFile(file)) as { variables: Record<string, string> }).variables;
  const own = variables('docs/examples/two-environments/azure-pipelines.yml');
  expect(variables('pipelines/azure-pipelines.yml')).toMatchObject(own);
  expect(Object.keys(own)).toEqual(expect.arrayContaining(['terraformVersion', 'kubeloginVersion']));
});

test('agents of the entry "spot" run on spot nodes, those of "steady" on the default node pool', () => {
  const stack = synthApp(parseConfig(spot))['spot-agents'];
  expect(JSON.stringify(scaledJob(stack, 'spot-spot'))).toContain(
    '"key":"kubernetes.azure.com/scalesetpriority","operator":"Equal","value":"spot"',
  );
  const steady = JSON.stringify(scaledJob(stack, 'spot-steady'));
  expect(steady).toContain('"kubernetes.azure.com/agentpool":"system"');
  expect(steady).not.toContain('scalesetpriority');
});

test('the derived image ends as the user that pods run as, and keeps the entrypoint', () => {
  const lines = readProjectFile('docs/examples/derived-image/Dockerfile').trim().split('\n');
  expect(lines.at(-1)).toBe('USER 10001:10001');
  expect(lines.filter((line) => /^(ENTRYPOINT|CMD)/.test(line))).toEqual([]);
});

test('on an existing cluster, the agents stack is the only one', () => {
  const stacks = synthApp(parseConfig(existingConfig));
  expect(Object.keys(stacks)).toEqual(['shared-agents']);
  expect(stacks['shared-agents']?.['data']).toMatchObject({
    azurerm_kubernetes_cluster: { cluster: { name: 'aks-shared', resource_group_name: 'rg-shared' } },
  });
});
