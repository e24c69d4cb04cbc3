import {
  type AgentCredentials,
  type AzurePipelinesProps,
  azurePipelines,
  azurePipelinesScaler,
} from '../../../providers/azure-devops/azure-pipelines';
import { describePodObjects } from '../contract/pod-objects-contract';

const TOKEN = { kind: 'pat', secretName: 'token' } as const;
const IDENTITY = { kind: 'workloadIdentity', clientId: 'client' } as const;
const PROPS: AzurePipelinesProps = { organizationUrl: 'https://dev.azure.com/example', pool: 'linux', credentials: TOKEN };
const ENTRY = { demands: ['gpu'], capabilities: {} };

describePodObjects('Azure Pipelines with a token', azurePipelines(PROPS));
describePodObjects('Azure Pipelines with workload identity', azurePipelines({ ...PROPS, credentials: IDENTITY }));

/** The properties of one kind of credentials, all of them. */
type PropertiesOf<Kind extends AgentCredentials['kind']> = Required<Omit<Extract<AgentCredentials, { kind: Kind }>, 'kind'>>;

const OTHER: Required<AzurePipelinesProps> = { organizationUrl: 'https://dev.azure.com/other', pool: 44, credentials: IDENTITY };
const OTHER_TOKEN: PropertiesOf<'pat'> = { secretName: 'other', expiresOn: '2027-03-01' };
const OTHER_IDENTITY: PropertiesOf<'workloadIdentity'> = { clientId: 'other' };

const objectsOf = (changes: Partial<AzurePipelinesProps>) => azurePipelines({ ...PROPS, ...changes })(ENTRY);

test.each(Object.entries(OTHER))('%s changes the objects', (name, value) => {
  expect(objectsOf({ [name]: value })).not.toEqual(objectsOf({}));
});

test.each(Object.entries(OTHER_TOKEN))('%s of a token changes the objects', (name, value) => {
  expect(objectsOf({ credentials: { ...TOKEN, [name]: value } })).not.toEqual(objectsOf({}));
});

test.each(Object.entries(OTHER_IDENTITY))('%s of an identity changes the objects', (name, value) => {
  expect(objectsOf({ credentials: { ...IDENTITY, [name]: value } })).not.toEqual(objectsOf({ credentials: IDENTITY }));
});

test.each([TOKEN, IDENTITY])('the scaler signs in as the agents do, and has no agent pool: $kind', (credentials) => {
  const { connection, signIn } = azurePipelinesScaler({ ...PROPS, credentials });
  expect(connection).toEqual([{ name: 'AZP_URL', value: 'https://dev.azure.com/example' }]);
  expect(signIn).toEqual(objectsOf({ credentials }).signIn);
});
