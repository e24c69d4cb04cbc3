import { type GitHubRunnersProps, gitHubRunners, gitHubScaler, type RunnerCredentials } from '../../../providers/github/github-actions';
import { APP, GITHUB_TOKEN, SCALE_SET } from '../../support/runner-pools';
import { describeRunnerObjects } from '../contract/pod-objects-contract';

describeRunnerObjects('GitHub Actions with an App', () => gitHubRunners(SCALE_SET));
describeRunnerObjects('GitHub Actions with a token', () => gitHubRunners({ ...SCALE_SET, credentials: GITHUB_TOKEN }));

/** The properties of one kind of credentials, all of them. */
type PropertiesOf<Kind extends RunnerCredentials['kind']> = Required<Omit<Extract<RunnerCredentials, { kind: Kind }>, 'kind'>>;

const OTHER: Required<GitHubRunnersProps> = {
  url: 'https://github.com/contoso/shop',
  scaleSet: 'other',
  runnerGroup: 'Other',
  credentials: GITHUB_TOKEN,
};
const OTHER_APP: PropertiesOf<'app'> = { clientId: 'Iv23liOther', installationId: 2, secretName: 'other' };
const OTHER_TOKEN: PropertiesOf<'pat'> = { secretName: 'other', expiresOn: '2027-03-01' };

const objectsOf = (changes: Partial<GitHubRunnersProps>) => gitHubRunners({ ...SCALE_SET, ...changes });

test.each(Object.entries(OTHER))('%s changes the objects', (name, value) => {
  expect(objectsOf({ [name]: value })).not.toEqual(objectsOf({}));
});

test.each(Object.entries(OTHER_APP))('%s of an App changes the objects', (name, value) => {
  expect(objectsOf({ credentials: { ...APP, [name]: value } as RunnerCredentials })).not.toEqual(objectsOf({}));
});

test.each(Object.entries(OTHER_TOKEN))('%s of a token changes the objects', (name, value) => {
  const changed = { ...GITHUB_TOKEN, [name]: value } as RunnerCredentials;
  expect(objectsOf({ credentials: changed })).not.toEqual(objectsOf({ credentials: GITHUB_TOKEN }));
});

test('an App signs in with its key, whose file has the name of the key in the Secret', () => {
  expect(objectsOf({}).signIn.env).toEqual([
    { name: 'AZP_GITHUB_CLIENT_ID', value: 'Iv23liExample' },
    { name: 'AZP_GITHUB_INSTALLATION_ID', value: '12345' },
    { name: 'AZP_GITHUB_KEY_FILE', value: '/var/run/secrets/github/private-key' },
  ]);
});

test.each<[RunnerCredentials, string]>([
  [APP, 'private-key'],
  [GITHUB_TOKEN, 'token'],
])('only one key of the Secret is mounted, because a Secret of somebody else may hold more: %j, %s', (credentials, key) => {
  const { volumes } = objectsOf({ credentials }).signIn;
  expect(volumes).toEqual([
    { name: 'github', secret: { secretName: credentials.secretName, items: [{ key, path: key }], defaultMode: 0o440 } },
  ]);
});

test.each([APP, GITHUB_TOKEN])('the scaler signs in as the runners do, and has no scale set: $kind', (credentials) => {
  const { connection, signIn } = gitHubScaler({ ...SCALE_SET, credentials });
  expect(connection).toEqual([{ name: 'AZP_GITHUB_URL', value: 'https://github.com/contoso' }]);
  expect(signIn).toEqual(objectsOf({ credentials }).signIn);
});

test('only the scaler gets the day on which a token expires: runners and their registrars do not show it', () => {
  const credentials: RunnerCredentials = { ...GITHUB_TOKEN, kind: 'pat', expiresOn: '2027-03-01' };
  const { env } = objectsOf({ credentials }).signIn;
  expect(env).toEqual(objectsOf({ credentials: GITHUB_TOKEN }).signIn.env);
  expect(gitHubScaler({ ...SCALE_SET, credentials }).signIn.env).toEqual([
    ...env,
    { name: 'AZP_GITHUB_TOKEN_EXPIRES', value: '2027-03-01' },
  ]);
});
