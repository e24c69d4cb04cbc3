import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { runnerPodTemplate } from '../../../constructs/runners/runner-pod';
import { Scaler, type ScalerProps } from '../../../constructs/scaler/scaler';
import { azurePipelinesScaler } from '../../../providers/azure-devops/azure-pipelines';
import { combinedAccess } from '../../../providers/contract/combined-access';
import { gitHubScaler } from '../../../providers/github/github-actions';
import { schemaErrors } from '../../support/kubernetes-schema';
import { aRunnerPool, SCALE_SET } from '../../support/runner-pools';
import { anIdentityScaler, aScaler } from '../../support/scalers';
import { manifestsOf, synthStack } from '../../support/synth';

const RUNNERS = { objectName: 'a-gh', scaleSet: { name: 'gh-linux', group: 'Default', labels: ['aks-linux'] } };
const AGENTS = { objectName: 'a-linux', pool: 'linux' };
const GITHUB = gitHubScaler(SCALE_SET);
const AZURE = azurePipelinesScaler({ organizationUrl: 'https://dev.azure.com/example', credentials: { kind: 'pat', secretName: 'token' } });

const runnersOnly = (changes: Partial<ScalerProps> = {}) => aScaler({ access: GITHUB, entries: [RUNNERS], ...changes });
const both = (changes: Partial<ScalerProps> = {}) =>
  aScaler({
    access: combinedAccess([AZURE, GITHUB]),
    entries: [AGENTS, RUNNERS],
    runnerImage: 'example.azurecr.io/github-runner:1',
    ...changes,
  });

const objectsOf = (props: ScalerProps) => manifestsOf(synthStack((scope) => void new Scaler(scope, 'scaler', props)));
const podOf = (props: ScalerProps) =>
  (objectsOf(props).find(({ kind }) => kind === 'Deployment') as unknown as Deployment).spec?.template.spec as PodSpec;
const containerOf = (props: ScalerProps) => podOf(props).containers[0] as Container;
const variablesOf = (props: ScalerProps) => Object.fromEntries((containerOf(props).env ?? []).map(({ name, value }) => [name, value]));

test('with runner pools only, the scaler has nothing of Azure DevOps, and no queue to poll', () => {
  expect(Object.keys(variablesOf(runnersOnly()))).toEqual([
    'AZP_GITHUB_URL',
    'AZP_GITHUB_CLIENT_ID',
    'AZP_GITHUB_INSTALLATION_ID',
    'AZP_GITHUB_KEY_FILE',
    'AZP_NAMESPACE',
    'AZP_ENTRIES',
    'AZP_IMAGE',
  ]);
  expect(podOf(runnersOnly()).volumes?.map(({ name }) => name)).toEqual(['github']);
});

test('its entries name the scale set, which it creates, with the defaults of an entry of runnerPools', () => {
  expect(JSON.parse(variablesOf(runnersOnly())['AZP_ENTRIES'] as string)).toEqual([
    { name: 'a-gh', scaleSet: RUNNERS.scaleSet, maxAgents: 10, warm: [], warmMaxHours: 12, anticipate: false },
  ]);
});

test('with both, it signs in to both, and knows the image of each kind of pods', () => {
  expect(variablesOf(both())).toMatchObject({
    AZP_URL: 'https://dev.azure.com/example',
    AZP_TOKEN_FILE: '/var/run/secrets/azp/token',
    AZP_GITHUB_URL: 'https://github.com/contoso',
    AZP_POLL_SECONDS: '2',
    AZP_PARALLEL_JOBS: 'bought',
    AZP_IMAGE: 'example.azurecr.io/agent:1',
    AZP_RUNNER_IMAGE: 'example.azurecr.io/github-runner:1',
  });
  expect(podOf(both()).volumes?.map(({ name }) => name)).toEqual(['token', 'github']);
  expect(JSON.parse(variablesOf(both())['AZP_ENTRIES'] as string)).toMatchObject([{ name: 'a-linux', pool: 'linux' }, { name: 'a-gh' }]);
});

test('with workload identity for Azure DevOps, it still has the key of the App', () => {
  const access = combinedAccess([anIdentityScaler().access, GITHUB]);
  const props = both({ access, clientId: 'client' });
  expect(podOf(props).volumes?.map(({ name }) => name)).toEqual(['github']);
  expect(objectsOf(props).find(({ kind }) => kind === 'Deployment')).toMatchObject({
    spec: { template: { metadata: { labels: { 'azure.workload.identity/use': 'true' } } } },
  });
});

test('it signs in to GitHub as the registrars of runners do', () => {
  const registrar = runnerPodTemplate(aRunnerPool()).spec?.initContainers?.[0] as Container;
  const signIn = ({ env = [], volumeMounts = [] }: Container) => ({
    env: env.filter(({ name }) => /^AZP_GITHUB_/.test(name)),
    mounts: volumeMounts.filter(({ name }) => name === 'github'),
  });
  expect(signIn(containerOf(runnersOnly()))).toEqual(signIn(registrar));
});

test.each([
  ['runner pools only', runnersOnly()],
  ['both, with agents and runners that ask', both({ entries: [AGENTS, RUNNERS].map((entry) => ({ ...entry, anticipate: true })) })],
])('the API server would accept every object of a scaler for %s', (_, props) => {
  for (const object of objectsOf(props))
    expect({ kind: object.kind, errors: schemaErrors(object) }).toEqual({ kind: object.kind, errors: [] });
});
