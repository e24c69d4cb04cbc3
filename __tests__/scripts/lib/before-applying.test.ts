import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { beforeApplying } from '../../../scripts/lib/before-applying';
import { aConfig, aGitHubConfig, aGitHubDraft } from '../../support/builders';

const linesOf = (text: string) => text.split('\n').slice(1);
const URL = 'https://github.com/contoso';
const APP = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };

test('with runner pools, the runner image and the key of the App', () => {
  expect(linesOf(beforeApplying(aGitHubConfig({ registry: { name: 'images' } }), undefined))).toEqual([
    `- KEDA ${NEWEST_KEDA_VERSION}, and the runner image in registry images: the stacks before the agents stack create them`,
    '- the private key of the GitHub App, which no file contains. Apply the namespace, which is the first file; then run',
    '  printf %s "$TF_VAR_github_key" | kubectl create secret generic github-credential --namespace pipelines-agents --from-file=private-key=/dev/stdin',
  ]);
});

test('a Secret that the config names is not created from a variable', () => {
  const auth = { kind: 'pat', token: { kind: 'existing', secret: 'vault' } };
  const text = beforeApplying(aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth } }), 'pat');
  expect(linesOf(text).slice(1)).toEqual(['- the Secret vault in namespace pipelines-agents, with the key token']);
});

test('with both kinds of entries, what each of them needs', () => {
  const both = aConfig({
    ...aGitHubDraft(),
    agentPools: [{ name: 'linux' }],
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example' },
  });
  const text = beforeApplying(both, 'pat');
  for (const part of ['the agent image in', 'and the runner image in', '"$TF_VAR_azp_token" |', '"$TF_VAR_github_key" |'])
    expect(text).toContain(part);
  expect(beforeApplying(both, 'workloadIdentity')).toContain("the agents' identity, as a user of the organisation");
});

test('a token of GitHub has a key of its own', () => {
  const text = beforeApplying(aGitHubConfig({ gitHub: { url: URL, auth: { kind: 'pat' } } }), undefined);
  expect(text).toContain('printf %s "$TF_VAR_github_token" |');
  expect(text).toContain('--from-file=token=/dev/stdin');
});

test('an existing Secret and an existing image are named', () => {
  const gitHub = { url: URL, auth: { ...APP, key: { kind: 'existing', secret: 'my-key' } } };
  const runnerImage = { kind: 'reference', reference: 'example.azurecr.io/runner:7' };
  const lines = linesOf(beforeApplying(aGitHubConfig({ gitHub, runnerImage }), undefined));
  expect(lines).toEqual([
    `- KEDA ${NEWEST_KEDA_VERSION}, and the runner image example.azurecr.io/runner:7: the stacks before the agents stack create them`,
    '- the Secret my-key in namespace pipelines-agents, with the key private-key',
  ]);
});

test('KEDA of somebody else is not made by a stack', () => {
  const keda = { kind: 'existing', version: '2.20.2', namespace: 'scaling' };
  expect(linesOf(beforeApplying(aGitHubConfig({ registry: { name: 'images' }, keda }), undefined)).slice(0, 2)).toEqual([
    '- KEDA 2.20.2 in namespace scaling, which somebody else installs',
    '- the runner image in registry images: the stacks before the agents stack create them',
  ]);
});
