import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { parseConfig } from '../../../config/parse';
import type { Config } from '../../../config/types';
import { chartValues } from '../../../scripts/chart/values/chart-values';
import { valuesOf } from '../../../scripts/chart/values-of';
import { aConfig, aDraft, aGitHubConfig, withValue } from '../../support/builders';
import { PLACE } from '../../support/chart-values';
import { draftsOfEveryKind, existingClusterDraft, fullDraft } from '../../support/configs';

/** The entries of a config, as the chart reads its values. */
const entriesOf = (config: Config) => {
  const { agentPools, runnerPools } = chartValues.parse(valuesOf(config, PLACE));
  return { agentPools, runnerPools };
};

test('the least config makes few values', () => {
  expect(valuesOf(aConfig(), { image: 'example.azurecr.io/agent:1' })).toEqual({
    name: 'pipelines',
    image: { reference: 'example.azurecr.io/agent:1' },
    keda: { version: NEWEST_KEDA_VERSION, trigger: 'metrics-api' },
    azureDevOps: {
      organizationUrl: 'https://dev.azure.com/example',
      parallelJobs: 'bought',
      auth: { kind: 'pat', token: { secret: 'azure-devops-token' } },
    },
    agentPools: [{ name: 'linux' }],
    runnerPools: [],
  });
});

test.each(draftsOfEveryKind().map((draft, index) => [index, draft] as const))('no option of an entry of draft %i is lost', (_, draft) => {
  const config = parseConfig(withValue(draft, 'cluster.agentNodePool', undefined));
  expect(entriesOf(config)).toEqual({ agentPools: config.agentPools, runnerPools: config.runnerPools });
});

test('the cluster and the KEDA of somebody else are in the values', () => {
  expect(valuesOf(parseConfig(existingClusterDraft()), PLACE)).toMatchObject({
    keda: { version: '2.19.0', trigger: 'azure-pipelines', namespace: 'kube-system' },
    network: { clusterRanges: ['10.1.0.0/16', '10.2.0.0/16'], apiServer: '10.2.0.1/32' },
  });
});

test('the nodes that a config chooses for an entry are in its values', () => {
  expect(entriesOf(parseConfig(fullDraft())).agentPools[2]).toMatchObject({
    nodeSelector: { dedicated: 'azure-pipelines-agents' },
    tolerations: [{ key: 'dedicated' }, { key: 'kubernetes.azure.com/scalesetpriority' }],
  });
});

test('a secret from a variable of Terraform is the Secret that the agents stack creates, an existing one stays', () => {
  const auth = (token: object) => aGitHubConfig({ gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat', token } } });
  const tokenOf = (config: Config) => valuesOf(config, PLACE).gitHub?.auth;
  expect(tokenOf(auth({ kind: 'variable', revision: 3 }))).toEqual({ kind: 'pat', token: { secret: 'github-credential' } });
  expect(tokenOf(auth({ kind: 'existing', secret: 'mine' }))).toEqual({ kind: 'pat', token: { secret: 'mine' } });
});

test('an existing Secret with the token of Azure DevOps stays', () => {
  const auth = { kind: 'pat', token: { kind: 'existing', secret: 'mine' }, expiresOn: '2027-03-01' };
  const config = parseConfig(withValue(aDraft(), 'azureDevOps.auth', auth));
  expect(valuesOf(config, PLACE).azureDevOps?.auth).toEqual({ kind: 'pat', token: { secret: 'mine' }, expiresOn: '2027-03-01' });
});

test('with workload identity, the values have the client id, and without one there are none', () => {
  const config = parseConfig(withValue(aDraft(), 'azureDevOps.auth', { kind: 'workloadIdentity' }));
  expect(valuesOf(config, PLACE).azureDevOps?.auth).toEqual({ kind: 'workloadIdentity', clientId: PLACE.clientId });
  expect(() => valuesOf(config, {})).toThrow("with workload identity, the values contain the client id of the agents' identity");
});

test('monitoring is on if the config has it', () => {
  const config = aConfig({ monitoring: { queueMinutes: 20, emails: ['team@example.com'] } });
  expect([valuesOf(config, PLACE).monitoring, valuesOf(aConfig(), PLACE).monitoring]).toEqual([{ queueMinutes: 20 }, undefined]);
});
