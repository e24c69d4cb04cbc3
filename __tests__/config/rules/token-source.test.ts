import { parseConfig } from '../../../config/parse';
import { aDraft, problemsOf } from '../../support/builders';

const draftOf = (auth: object) =>
  aDraft({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'pat', ...auth } } });
const EXISTING = { kind: 'existing', secret: 'agents-token' };

test('the token comes from the variable, unless the config names a Secret', () => {
  const authOf = (auth: object) => parseConfig(draftOf(auth)).azureDevOps?.auth;
  expect(authOf({})).toEqual({ kind: 'pat', revision: 1 });
  expect(authOf({ token: EXISTING })).toEqual({ kind: 'pat', token: EXISTING, revision: 1 });
});

test.each([
  [
    { token: EXISTING, revision: 2 },
    'azureDevOps.auth.revision must be left out with azureDevOps.auth.token: Terraform writes no token then, got 2: remove it, or remove azureDevOps.auth.token to take the token from the variable azp_token',
  ],
  [
    { token: { kind: 'variable', revision: 2 } },
    'azureDevOps.auth.token.revision is not a known option, got 2: remove it, or use one of kind, secret',
    'azureDevOps.auth.token.kind must be existing, got "variable": leave token out to take it from the variable azp_token',
    'azureDevOps.auth.token.secret must be the name of a Secret: 1 to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends, got nothing: write the name of the Secret, not what it holds',
  ],
])('%j is refused', (auth, ...problems) => {
  expect(problemsOf(draftOf(auth))).toEqual(problems);
});
