import type { Config } from '../../../config/types';
import { deployFindings, type Workstation, wouldFail } from '../../../operate/preflight/deploy-findings';
import { aConfig, aGitHubConfig } from '../../support/builders';

const outputs: Readonly<Record<string, string>> = {
  'terraform version -json': '{"terraform_version":"1.11.0"}',
  'az version': '{}',
  'az account show --output json': '{}',
  'kubelogin --version': 'v0.2',
};

/** What the preflight finds missing, as it is printed. */
const missingFor = (config: Config, workstation: Workstation): readonly string[] =>
  deployFindings(config, workstation).map(({ finding, advice }) => `${finding}: ${advice}`);

/** A workstation with everything that a deploy needs, apart from the changes. */
function aWorkstation(changes: Readonly<Record<string, string | undefined>> = {}, environment: NodeJS.ProcessEnv = {}): Workstation {
  const found: Readonly<Record<string, string | undefined>> = { ...outputs, ...changes };
  return {
    environment: { ARM_SUBSCRIPTION_ID: 'sub', TF_VAR_azp_token: 'token', ...environment },
    run: (command, args) => found[[command, ...args].join(' ')],
  };
}

test('nothing is missing', () => {
  expect(missingFor(aConfig(), aWorkstation())).toEqual([]);
});

test('everything is missing, and all of it is reported together', () => {
  const nothing: Workstation = { environment: {}, run: () => undefined };
  expect(deployFindings(aConfig(), nothing).map(({ finding }) => finding)).toEqual([
    'terraform is missing',
    'the Azure CLI is missing',
    'kubelogin is missing, which signs in to the cluster',
    'no subscription is named',
    'TF_VAR_azp_token is not set',
  ]);
});

test.each([
  ['1.10.5', ['terraform 1.10.5 is too old: install version 1.11 or later, which keeps the token out of state and plan']],
  ['1.11.0', []],
  ['2.0.0', []],
])('Terraform %s', (version, problems) => {
  expect(missingFor(aConfig(), aWorkstation({ 'terraform version -json': `{"terraform_version":"${version}"}` }))).toEqual(problems);
});

test('Terraform is missing, and OpenTofu is installed', () => {
  const workstation = (version: string, environment = {}) =>
    aWorkstation({ 'terraform version -json': undefined, 'tofu version -json': `{"terraform_version":"${version}"}` }, environment);
  const install = 'install version 1.11 or later from https://developer.hashicorp.com/terraform/install';
  expect(missingFor(aConfig(), workstation('1.12.6'))).toEqual([
    `terraform is missing: export TERRAFORM_BINARY_NAME=tofu, which is installed, or ${install}`,
  ]);
  expect(missingFor(aConfig(), workstation('1.10.10'))).toEqual([`terraform is missing: ${install}`]);
  expect(missingFor(aConfig(), workstation('1.12.6', { TERRAFORM_BINARY_NAME: 'tofu' }))).toEqual([]);
});

test('OpenTofu writes a warning in front of its version', () => {
  const output = '\nWarning: Unable to open CLI configuration file\n\n{\n  "terraform_version": "1.12.6"\n}\n';
  expect(missingFor(aConfig(), aWorkstation({ 'tofu version -json': output }, { TERRAFORM_BINARY_NAME: 'tofu' }))).toEqual([]);
});

test('a program that does not say its version', () => {
  expect(missingFor(aConfig(), aWorkstation({ 'terraform version -json': 'v1.12.6' }))).toEqual([
    'terraform does not say its version: look at terraform version -json',
  ]);
});

test('OpenTofu is named and missing', () => {
  expect(missingFor(aConfig(), aWorkstation({}, { TERRAFORM_BINARY_NAME: 'tofu' }))).toEqual([
    'tofu is missing: install version 1.11 or later from https://opentofu.org/docs/intro/install/',
  ]);
});

test('an Azure CLI that is not signed in', () => {
  expect(missingFor(aConfig(), aWorkstation({ 'az account show --output json': undefined }))).toEqual([
    'the Azure CLI is not signed in: run az login',
  ]);
});

test('with a service principal and an existing image no Azure CLI is needed', () => {
  const config = aConfig({ image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' } });
  expect(missingFor(config, aWorkstation({ 'az version': undefined }, { ARM_CLIENT_ID: 'client' }))).toEqual([]);
  expect(missingFor(config, aWorkstation({ 'az version': undefined }, { ARM_CLIENT_ID: '' }))).toHaveLength(1);
});

test('with local accounts no kubelogin is needed', () => {
  expect(missingFor(aConfig({ cluster: { localAccounts: true } }), aWorkstation({ 'kubelogin --version': undefined }))).toEqual([]);
});

test('with workload identity no token is needed, and the config can name the subscription', () => {
  const config = aConfig({
    subscriptionId: '00000000-0000-0000-0000-000000000001',
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } },
  });
  expect(missingFor(config, aWorkstation({}, { TF_VAR_azp_token: '', ARM_SUBSCRIPTION_ID: '' }))).toEqual([]);
});

test('with an existing Secret no token is needed', () => {
  const auth = { kind: 'pat', token: { kind: 'existing', secret: 'vault' } };
  const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth } });
  expect(missingFor(config, aWorkstation({}, { TF_VAR_azp_token: '' }))).toEqual([]);
});

test('a service principal still needs the Azure CLI to build the image', () => {
  expect(missingFor(aConfig(), aWorkstation({ 'az account show --output json': undefined }, { ARM_CLIENT_ID: 'client' }))).toEqual([
    'the Azure CLI is not signed in: run az login',
  ]);
});

test('the organisation of the example, and a token of spaces', () => {
  const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation' } });
  expect(missingFor(config, aWorkstation({}, { TF_VAR_azp_token: ' ' }))).toEqual([
    'azureDevOps.organizationUrl is still that of the example: name your organisation',
    'TF_VAR_azp_token is not set: export it with a personal access token of scope Agent Pools (read, manage)',
  ]);
});

describe('an Azure CLI that is set to another subscription', () => {
  const [ours, theirs] = ['00000000-0000-0000-0000-00000000000A', '00000000-0000-0000-0000-00000000000b'];
  const shown = { 'az account show --output json': JSON.stringify({ id: theirs, name: 'Team B' }) };
  const problem = `the Azure CLI is set to subscription "Team B" (${theirs}), and the deployment is for ${ours}: run az account set --subscription ${ours}, or change subscriptionId in the config or ARM_SUBSCRIPTION_ID`;

  test('is reported if the config names the subscription', () => {
    expect(missingFor(aConfig({ subscriptionId: ours }), aWorkstation(shown, { ARM_SUBSCRIPTION_ID: theirs }))).toEqual([problem]);
  });

  test('is reported if the environment names the subscription', () => {
    expect(missingFor(aConfig(), aWorkstation(shown, { ARM_SUBSCRIPTION_ID: ours }))).toEqual([problem]);
  });

  test('is not a problem if nothing uses it', () => {
    const config = aConfig({ image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' } });
    expect(missingFor(config, aWorkstation(shown, { ARM_CLIENT_ID: 'client', ARM_SUBSCRIPTION_ID: ours }))).toEqual([]);
  });

  test('ids are compared without regard to case', () => {
    expect(missingFor(aConfig(), aWorkstation(shown, { ARM_SUBSCRIPTION_ID: theirs.toUpperCase() }))).toEqual([]);
  });

  test('is not reported if no subscription is named', () => {
    expect(missingFor(aConfig(), aWorkstation(shown, { ARM_SUBSCRIPTION_ID: '' }))).toEqual([
      expect.stringMatching(/^no subscription is named/),
    ]);
  });
});

test.each(['{}', 'no JSON'])('an account with the output %s is not compared', (shown) => {
  expect(missingFor(aConfig(), aWorkstation({ 'az account show --output json': shown }))).toEqual([]);
});

test('the message lists every finding with its advice', () => {
  const findings = [
    { finding: 'terraform is missing', advice: 'install it' },
    { finding: 'no subscription is named', advice: 'name one' },
  ];
  expect(wouldFail('plan', findings)).toBe(
    'This plan would fail:\n- terraform is missing: install it\n- no subscription is named: name one',
  );
});

describe('runner pools', () => {
  const PEM = '-----BEGIN RSA PRIVATE KEY-----\nbWFkZSB1cA==\n-----END RSA PRIVATE KEY-----\n';
  const KEY_ADVICE = 'export it with the content of the key file, line breaks included: export TF_VAR_github_key="$(cat <file>.pem)"';
  const url = 'https://github.com/contoso';
  const app = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };
  const withAuth = (auth: object) => aGitHubConfig({ gitHub: { url, auth } });

  test('need no token of Azure DevOps, but the credential for GitHub', () => {
    const workstation = (environment: NodeJS.ProcessEnv) => aWorkstation({}, { TF_VAR_azp_token: undefined, ...environment });
    expect(missingFor(withAuth(app), workstation({ TF_VAR_github_key: PEM }))).toEqual([]);
    expect(missingFor(withAuth(app), workstation({}))).toEqual([`TF_VAR_github_key is not set: ${KEY_ADVICE}`]);
    expect(missingFor(withAuth({ kind: 'pat' }), workstation({ TF_VAR_github_token: 'made-up' }))).toEqual([]);
    expect(missingFor(withAuth({ kind: 'pat' }), workstation({ TF_VAR_github_token: ' ' }))).toEqual([
      'TF_VAR_github_token is not set: export it with a personal access token; docs/github.md has its scopes',
    ]);
  });

  test.each([['path/to/key.pem'], [PEM.replaceAll('\n', ' ')], [PEM.replaceAll('\n', '\\n')]])('%j is no private key', (value) => {
    expect(missingFor(withAuth(app), aWorkstation({}, { TF_VAR_github_key: value }))).toEqual([
      `TF_VAR_github_key holds no private key in PEM form: ${KEY_ADVICE}`,
    ]);
  });

  test.each([
    [{ ...app, key: { kind: 'existing', secret: 'runner-key' } }],
    [{ kind: 'pat', token: { kind: 'existing', secret: 'runner-token' } }],
  ])('an existing Secret needs no variable', (auth) => {
    expect(missingFor(withAuth(auth), aWorkstation())).toEqual([]);
  });

  test('the organisation of the example', () => {
    const config = aGitHubConfig({ gitHub: { url: 'https://github.com/your-organisation', auth: { kind: 'pat' } } });
    expect(missingFor(config, aWorkstation({}, { TF_VAR_github_token: 'made-up' }))).toEqual([
      'gitHub.url is still that of the example: name your organisation',
    ]);
  });
});
