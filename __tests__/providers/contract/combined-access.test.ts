import { azurePipelinesScaler } from '../../../providers/azure-devops/azure-pipelines';
import { combinedAccess } from '../../../providers/contract/combined-access';
import { gitHubScaler } from '../../../providers/github/github-actions';
import { APP, GITHUB_TOKEN } from '../../support/runner-pools';

const ORGANIZATION = { organizationUrl: 'https://dev.azure.com/example' };
const TOKEN = azurePipelinesScaler({ ...ORGANIZATION, credentials: { kind: 'pat', secretName: 'token', expiresOn: '2027-03-01' } });
const IDENTITY = azurePipelinesScaler({ ...ORGANIZATION, credentials: { kind: 'workloadIdentity', clientId: 'client' } });
const GITHUB = gitHubScaler({ url: 'https://github.com/contoso', credentials: APP });

test('the access to one service stays as it is', () => {
  for (const access of [TOKEN, IDENTITY, GITHUB]) expect(combinedAccess([access])).toEqual(access);
});

test('the access to two services has the variables and credentials of both', () => {
  const { connection, signIn } = combinedAccess([TOKEN, GITHUB]);
  expect(connection.map(({ name }) => name)).toEqual(['AZP_URL', 'AZP_GITHUB_URL']);
  expect(signIn.env.map(({ name }) => name)).toEqual([
    'AZP_TOKEN_FILE',
    'AZP_GITHUB_CLIENT_ID',
    'AZP_GITHUB_INSTALLATION_ID',
    'AZP_GITHUB_KEY_FILE',
  ]);
  expect(signIn.volumeMounts.map(({ name, mountPath }) => [name, mountPath])).toEqual([
    ['token', '/var/run/secrets/azp'],
    ['github', '/var/run/secrets/github'],
  ]);
  expect(signIn.volumes.map(({ name }) => name)).toEqual(['token', 'github']);
});

test('a webhook adds its credential as for one service', () => {
  const { podLabels, skipAnnotation } = combinedAccess([GITHUB, IDENTITY]).signIn;
  expect({ podLabels, skipAnnotation }).toEqual({ podLabels: IDENTITY.signIn.podLabels, skipAnnotation: IDENTITY.signIn.skipAnnotation });
});

test('it expires when the first credential expires', () => {
  const github = gitHubScaler({
    url: 'https://github.com/contoso',
    credentials: { ...GITHUB_TOKEN, kind: 'pat', expiresOn: '2027-02-28' },
  });
  expect(combinedAccess([TOKEN, github]).signIn.expiresOn).toBe('2027-02-28');
  expect(combinedAccess([TOKEN, GITHUB]).signIn.expiresOn).toBe('2027-03-01');
});
