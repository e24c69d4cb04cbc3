import { devopsToken } from '../../../../operate/doctor/checks/azure-devops/devops-token';
import { organization } from '../../../../operate/doctor/checks/azure-devops/organization';
import { tokenScope } from '../../../../operate/doctor/checks/azure-devops/token-scope';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { aConfig } from '../../../support/builders';
import { aContext, missing, type Workstation } from '../support/workstation';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['linux', 'other'], projects: ['demo', 'web'] });
});
afterEach(() => fake.close());

const PAT = 'the personal access token in TF_VAR_azp_token';
const SCOPE = 'give the token the scope Agent Pools (Read & manage), under User settings, Personal access tokens, Edit';
const context = (changes: Workstation = {}) => aContext({ devops: fake, ...changes });
/** The context with another token. */
const by = (options: Parameters<FakeDevOps['issueToken']>[0], changes: Workstation = {}) =>
  context({ ...changes, environment: { TF_VAR_azp_token: fake.issueToken(options) } });

describe('the URL of the organisation', () => {
  const check = 'check azureDevOps.organizationUrl';

  test('is that of the example', async () => {
    expect(await organization.run(context({ url: 'https://dev.azure.com/your-organisation' }))).toEqual({
      status: 'fail',
      finding: 'azureDevOps.organizationUrl is still that of the example',
      advice: 'name your organisation',
    });
  });

  test('names no organisation', async () => {
    const url = `${fake.origin}/fabrikam`;
    const outcome = await organization.run(context({ url }));
    expect(outcome).toMatchObject({ status: 'fail', advice: `${check}: this organisation does not exist, or it was renamed` });
    expect(outcome.finding).toMatch(new RegExp(`^${url}: GET connectionData\\?connectOptions=none: not found \\(404\\)`));
  });

  test('leads to no server', async () => {
    const url = 'http://127.0.0.1:1/contoso';
    expect(await organization.run(context({ url }))).toEqual({
      status: 'fail',
      finding: `${url}: GET connectionData?connectOptions=none: no answer from ${url}: connect ECONNREFUSED 127.0.0.1:1`,
      advice: `${check}, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported`,
    });
  });

  test('leads to a server that is busy', async () => {
    fake.fault({ path: /connectionData/, answer: '503' });
    expect(await organization.run(context())).toMatchObject({
      status: 'fail',
      advice: 'try again later; https://status.dev.azure.com shows outages of Azure DevOps',
    });
  });

  test.each([
    ['203-html', 203],
    ['302', 302],
    ['401-empty', 401],
  ] as const)('answers with %s', async (answer, status) => {
    fake.fault({ path: /connectionData/, answer });
    expect(await organization.run(context())).toEqual({
      status: 'pass',
      finding: `${fake.url} answers (${status}), but refuses the token, so this may be the wrong organisation`,
    });
  });

  test('cannot be read without a token', async () => {
    expect(await organization.run(context({ environment: { TF_VAR_azp_token: '' } }))).toEqual({
      status: 'skip',
      finding: 'there is no token, see the check "devops-token"',
    });
  });
});

describe('the token', () => {
  const make =
    'create a new token under User settings, Personal access tokens, with the scope Agent Pools (Read & manage), and export it as TF_VAR_azp_token';

  test('is not set', async () => {
    expect(await devopsToken.run(context({ environment: { TF_VAR_azp_token: '' } }))).toEqual({
      status: 'fail',
      finding: 'TF_VAR_azp_token is not set',
      advice: 'export it with a personal access token of scope Agent Pools (read, manage)',
    });
  });

  test('has expired', async () => {
    fake.expireToken(fake.token);
    expect(await devopsToken.run(context())).toEqual({
      status: 'fail',
      finding: `${PAT} is refused: GET connectionData?connectOptions=none: not signed in (401): Access Denied: The Personal Access Token used has expired.`,
      advice: make,
    });
  });

  test('has a scope that does not permit reading who owns it', async () => {
    expect(await devopsToken.run(by({ scopes: ['vso.agentpools'] }))).toEqual({
      status: 'pass',
      finding: `${PAT} is accepted for agent pools; its scope does not permit reading who owns it`,
    });
  });

  test('is not that of the agents, with workload identity', async () => {
    const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } } });
    expect(await devopsToken.run(context({ config }))).toEqual({
      status: 'pass',
      finding: `${PAT} is accepted, as Ada; agents will sign in as id-pipelines, whose rights these checks can't prove`,
    });
    const environment = { TF_VAR_azp_token: '' };
    const outputs = { 'az account get-access-token': fake.issueToken({ kind: 'entra', user: 'Grace' }) };
    expect(await devopsToken.run(context({ config, environment, outputs }))).toMatchObject({
      finding:
        "the user of the Azure CLI is accepted, as Grace; agents will sign in as id-pipelines, whose rights these checks can't prove",
    });
    expect(await devopsToken.run(context({ config, environment, outputs: { 'az account get-access-token': 'wrong' } }))).toMatchObject({
      status: 'fail',
      advice: 'run az login as a user of the organisation',
    });
  });

  test('is not that of the agents, with an existing Secret', async () => {
    const auth = { kind: 'pat', token: { kind: 'existing', secret: 'vault' } };
    const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth } });
    const finding = 'is accepted, as Ada; agents will sign in with the token in Secret vault, which these checks do not read';
    expect(await devopsToken.run(context({ config }))).toEqual({ status: 'pass', finding: `${PAT} ${finding}` });
    const outputs = { 'az account get-access-token': fake.issueToken({ kind: 'entra', user: 'Ada' }) };
    expect(await devopsToken.run(context({ config, environment: { TF_VAR_azp_token: '' }, outputs }))).toEqual({
      status: 'pass',
      finding: `the user of the Azure CLI ${finding}`,
    });
  });

  test('cannot be checked without an answer', async () => {
    expect(await devopsToken.run(context({ url: 'http://127.0.0.1:1/contoso' }))).toEqual({
      status: 'skip',
      finding: 'Azure DevOps gives no answer, see the check "organization"',
    });
  });
});

describe("the token's scope", () => {
  const placeholder = (enabled: boolean) => fake.addAgent('linux', { name: 'pipelines-linux-placeholder', enabled });

  test('does not permit reading agent pools', async () => {
    const token = fake.issueToken();
    fake.fault({ path: /distributedtask\/pools/, answer: '403' });
    const outcome = await tokenScope.run(context({ environment: { TF_VAR_azp_token: token } }));
    expect(outcome).toMatchObject({ status: 'fail', advice: SCOPE });
    expect(outcome.finding).toMatch(
      new RegExp(`^${PAT} may not read agent pools: GET pools\\?poolName=linux&actionFilter=none: refused \\(403\\)`),
    );
  });

  test('permits writing to them: a disabled placeholder is disabled again', async () => {
    placeholder(false);
    const before = fake.agentsOf('linux');
    expect(await tokenScope.run(context())).toEqual({ status: 'pass', finding: 'reads agent pools and writes to them' });
    expect(fake.agentsOf('linux')).toEqual(before);
    expect(fake.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PATCH']);
  });

  test('does not permit writing to them', async () => {
    placeholder(false);
    expect(await tokenScope.run(by({ scopes: ['vso.agentpools'] }))).toEqual({
      status: 'fail',
      finding: `${PAT} reads agent pools, but may not write to them: PATCH pools/44/agents/25: refused (403): Access denied. Ada needs the scope vso.agentpools_manage among its permissions to perform the action. For more information, contact the Azure DevOps Server administrator.`,
      advice: SCOPE,
    });
  });

  test('is not proven with an enabled placeholder, which disabling would change', async () => {
    placeholder(true);
    expect((await tokenScope.run(context())).finding).toMatch(/shows only after a placeholder is registered$/);
    expect(fake.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('is not checked for an Entra token, which has none', async () => {
    expect(await tokenScope.run(by({ kind: 'entra' }))).toEqual({
      status: 'pass',
      finding: 'the Entra token in TF_VAR_azp_token has no scopes: only the roles of its identity count',
    });
  });

  test('cannot be checked if the token is refused', async () => {
    fake.revokeToken(fake.token);
    expect(await tokenScope.run(context())).toEqual({ status: 'skip', finding: 'the token is refused, see the check "devops-token"' });
  });
});

test('without a token and an Azure CLI, one check says what to do, and the others do not say that a token is refused', async () => {
  const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } } });
  const without = context({ environment: { TF_VAR_azp_token: '' }, config, outputs: { 'az account get-access-token': missing() } });
  expect(await devopsToken.run(without)).toEqual({
    status: 'fail',
    finding: 'there is no token for Azure DevOps: TF_VAR_azp_token is not set, and the Azure CLI is not installed',
    advice:
      'install it (https://learn.microsoft.com/cli/azure/install-azure-cli) and run az login, or set TF_VAR_azp_token to a personal access token',
  });
  await expect(tokenScope.run(without)).rejects.toThrow('there is no token, see the check "devops-token"');
});
