import { AgentPool, type AgentPoolProps } from '../../../constructs/agents/agent-pool';
import type { AgentCredentials } from '../../../constructs/agents/agent-props';
import { anIdentityPool, aPool } from '../../support/pools';
import { synthStack } from '../../support/synth';

/** Another value for each property. `Required` makes a property without one an error of the type check. */
const OTHER: Required<AgentPoolProps> = {
  objectName: 'pipelines-other',
  namespace: 'other',
  serviceAccountName: 'other',
  organizationUrl: 'https://dev.azure.com/other',
  pool: 'other',
  image: 'example.azurecr.io/agent:2',
  credentials: { kind: 'workloadIdentity', clientId: 'client' },
  dependsOn: [{ fqn: 'kubernetes_namespace_v1.other' }],
  maxAgents: 11,
  pollingSeconds: 11,
  cpu: '600m',
  memory: '3Gi',
  workDisk: '21Gi',
  scratchDisk: '11Gi',
  jobTimeoutMinutes: 61,
  idleMinutes: 2,
  demands: ['gpu'],
  capabilities: { java: '21' },
  env: { GREETING: 'hello' },
  nodeSelector: { disk: 'fast' },
  tolerations: [{ key: 'spare', operator: 'Exists', effect: 'NoExecute' }],
  egressNamespaces: ['nexus'],
  podDisruptionBudget: true,
  keepFinishedMinutes: 11,
  keepSucceeded: 11,
  keepFailed: 11,
  scaling: { strategy: 'default', pendingPodConditions: [] },
};

/** The properties of one kind of credentials, all of them. */
type PropertiesOf<Kind extends AgentCredentials['kind']> = Required<Omit<Extract<AgentCredentials, { kind: Kind }>, 'kind'>>;

const OTHER_TOKEN: PropertiesOf<'pat'> = { secretName: 'other', expiresOn: '2027-03-01' };
const OTHER_IDENTITY: PropertiesOf<'workloadIdentity'> = { clientId: 'other' };

const objects = (props: AgentPoolProps) => JSON.stringify(synthStack((stack) => void new AgentPool(stack, 'linux', props)));

test.each(Object.entries(OTHER))('%s changes some object', (name, value) => {
  expect(objects({ ...aPool(), [name]: value })).not.toBe(objects(aPool()));
});

test.each(Object.entries(OTHER_TOKEN))('%s of a token changes some object', (name, value) => {
  const { credentials, ...props } = aPool();
  expect(objects({ ...props, credentials: { ...credentials, [name]: value } as AgentCredentials })).not.toBe(objects(aPool()));
});

test.each(Object.entries(OTHER_IDENTITY))('%s of an identity changes some object', (name, value) => {
  const { credentials, ...props } = anIdentityPool();
  expect(objects({ ...props, credentials: { ...credentials, [name]: value } as AgentCredentials })).not.toBe(objects(anIdentityPool()));
});
