import { tokenExpiry } from '../../../../operate/doctor/checks/azure-devops/token-expiry';
import { aConfig } from '../../../support/builders';
import { aContext } from '../support/workstation';

const PAT = 'the personal access token in TF_VAR_azp_token';
const REPLACE =
  'create a new token, export it as TF_VAR_azp_token, raise azureDevOps.auth.revision, set azureDevOps.auth.expiresOn, and run npm run deploy';
const configOf = (auth: object) => aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth } });
/** It is the 25th of November 2026. */
const outcomeFor = (auth: object, token = 'a-token') =>
  tokenExpiry.run(aContext({ config: configOf(auth), environment: { TF_VAR_azp_token: token } }));

test.each([
  ['2026-12-09', 'pass', '14 days'],
  ['2026-12-08', 'warn', '13 days'],
  ['2026-11-26', 'warn', '1 day'],
  ['2026-11-25', 'warn', '0 days'],
])('a token that expires on %s: %s', async (expiresOn, status, days) => {
  const finding = `${PAT} expires in ${days}, according to azureDevOps.auth.expiresOn`;
  expect(await outcomeFor({ kind: 'pat', expiresOn })).toEqual(
    status === 'pass' ? { status, finding } : { status, finding, advice: REPLACE },
  );
});

test('a token that has expired', async () => {
  expect(await outcomeFor({ kind: 'pat', expiresOn: '2026-11-24' })).toEqual({
    status: 'fail',
    finding: `${PAT} has expired, according to azureDevOps.auth.expiresOn`,
    advice: REPLACE,
  });
});

test('a token whose expiry date is unknown', async () => {
  expect(await outcomeFor({ kind: 'pat' })).toEqual({
    status: 'skip',
    finding: 'a personal access token does not contain its expiry date: set azureDevOps.auth.expiresOn, and this check counts the days',
  });
});

test('an Entra token in place of a personal access token', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = `${part({ alg: 'RS256' })}.${part({ exp: Date.parse('2026-11-25T13:00:00Z') / 1000 })}.signature`;
  expect(await outcomeFor({ kind: 'pat' }, jwt)).toEqual({
    status: 'fail',
    finding:
      'the Entra token in TF_VAR_azp_token expires at 2026-11-25T13:00:00.000Z, about an hour after it was created: no agent can register after that',
    advice: "export a personal access token instead, or set azureDevOps.auth to { kind: 'workloadIdentity' }",
  });
});

test('the token in an existing Secret, whatever the variable holds', async () => {
  const token = { kind: 'existing', secret: 'vault' };
  expect(await outcomeFor({ kind: 'pat', token, expiresOn: '2026-11-24' }, '')).toEqual({
    status: 'fail',
    finding: 'the token in Secret vault has expired, according to azureDevOps.auth.expiresOn',
    advice: 'create a new token, write it to where Secret vault comes from, set azureDevOps.auth.expiresOn, and run npm run deploy',
  });
});

test('no token, if one is needed and if none is', async () => {
  expect(await outcomeFor({ kind: 'pat' }, '')).toEqual({
    status: 'skip',
    finding: 'TF_VAR_azp_token is not set, see the check "devops-token"',
  });
  expect(await outcomeFor({ kind: 'workloadIdentity' }, '')).toEqual({
    status: 'pass',
    finding: 'with workload identity, each token is fetched when it is needed',
  });
});
