import { configOfRelease } from '../../../operate/release/config-of-release';
import { readRelease } from '../../../operate/release/read-release';
import { IMAGE } from '../support/deployment';
import { aRelease, CHOICE, clusterWithRelease, sameConfig } from './support/releases';

const configWith = (config: object) => configOfRelease(aRelease({ config: { ...aRelease().config, ...config } }));

test('the values are the options of the config, with its defaults', () => {
  const { name, keda, azureDevOps, agentPools, runnerPools } = sameConfig({
    azureDevOps: {
      organizationUrl: 'https://dev.azure.com/example',
      auth: { kind: 'pat', token: { kind: 'existing', secret: 'ado' }, expiresOn: '2027-03-01' },
    },
  });
  expect(configOfRelease(aRelease())).toEqual({ name, keda, azureDevOps, agentPools, runnerPools });
});

test.each([
  ['the default name is that of the release', { name: null }, { name: 'agents' }],
  ['null removes a default', { keda: { version: null } }, { keda: { version: '2.21.0' } }],
  [
    'workload identity',
    { azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity', clientId: 'c1' } } },
    { azureDevOps: { auth: { kind: 'workloadIdentity' } } },
  ],
  [
    'the default Secret of a token',
    { azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: null, token: null } } },
    { azureDevOps: { auth: { kind: 'pat', token: { kind: 'existing', secret: 'azure-devops-token' } } } },
  ],
  ['monitoring', { monitoring: { queueMinutes: 5, namespace: 'prometheus', rules: true } }, { monitoring: { queueMinutes: 5 } }],
  [
    'a GitHub App',
    { gitHub: { url: 'https://github.com/contoso', auth: { kind: 'app', clientId: 'Iv1', installationId: 7 } } },
    { gitHub: { auth: { kind: 'app', key: { kind: 'existing', secret: 'github-credential' } } } },
  ],
  [
    'a token of GitHub',
    { gitHub: { url: 'https://github.com/contoso', auth: { token: { secret: 'mine' } } } },
    { gitHub: { auth: { kind: 'pat', token: { kind: 'existing', secret: 'mine' } } } },
  ],
])('%s', (_, changes, expected) => {
  expect(configWith(changes)).toMatchObject(expected);
});

test('an option that this version does not know is refused, with the version of the chart', () => {
  expect(() => configWith({ agentPools: [{ name: 'linux', newOption: 1 }] })).toThrow(
    'the Helm release agents, of the chart azure-pipelines-agents-aks 1.4.0, has 1 problem:\n- agentPools[0].newOption ',
  );
});

test.each([
  ['the Secret and the namespace of KEDA', {}, { tokenSecret: 'ado', kedaNamespace: 'keda' }],
  ['KEDA in another namespace', { keda: { namespace: 'platform' } }, { kedaNamespace: 'platform' }],
  ['KEDA in the release', { kedaChart: { enabled: true } }, { kedaNamespace: 'pipelines-agents' }],
  [
    'the identity',
    { azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity', clientId: 'c1' } } },
    { identity: 'the identity with client id c1', tokenSecret: 'azure-devops-token' },
  ],
])('names: %s', async (_, config, names) => {
  const { reader } = clusterWithRelease(sameConfig(), { config: { ...aRelease().config, ...config } });
  expect((await readRelease(reader, CHOICE)).names).toMatchObject({ agentsNamespace: 'pipelines-agents', ...names });
});

test('the images are those of the objects that the release has made', async () => {
  const { reader } = clusterWithRelease();
  expect((await readRelease(reader, CHOICE)).images).toEqual({ agent: IMAGE, runner: '' });
});
