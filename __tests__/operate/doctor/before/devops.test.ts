import { FakeDevOps } from '../../../../fake-devops/fake-devops';
import type { Check } from '../../../../operate/doctor/check';
import { agentPools } from '../../../../operate/doctor/checks/before/agent-pools';
import { devopsToken } from '../../../../operate/doctor/checks/before/devops-token';
import { organization } from '../../../../operate/doctor/checks/before/organization';
import { parallelJobs } from '../../../../operate/doctor/checks/before/parallel-jobs';
import { poolAdministrator } from '../../../../operate/doctor/checks/before/pool-administrator';
import { projects } from '../../../../operate/doctor/checks/before/projects';
import { tokenScope } from '../../../../operate/doctor/checks/before/token-scope';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { type Outcome, Unmet } from '../../../../operate/doctor/outcome';
import { aConfig } from '../../../support/builders';
import { aContext, type Workstation } from './support/workstation';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['linux', 'other'], projects: ['demo', 'web'] });
});
afterEach(() => fake.close());

const PAT = 'the personal access token in TF_VAR_azp_token';
const SCOPE = 'give the token the scope Agent Pools (Read & manage), under User settings, Personal access tokens, Edit';
const context = (changes: Workstation = {}) => aContext({ devops: fake, ...changes });
/** The checks made with another token. */
const by = (options: Parameters<FakeDevOps['issueToken']>[0], changes: Workstation = {}) =>
  context({ ...changes, environment: { TF_VAR_azp_token: fake.issueToken(options) } });
const withPool = (pool: string | number) => aConfig({ agentPools: [{ name: 'linux', pool }] });

test.each<[Check<DoctorContext>, () => string]>([
  [organization, () => `${fake.url} answers`],
  [devopsToken, () => `${PAT} is accepted, as Ada`],
  [tokenScope, () => 'reads agent pools; that it may write to them shows only when a placeholder is registered'],
  [agentPools, () => '"linux" (id 44)'],
  [poolAdministrator, () => '"linux"'],
  [projects, () => '"linux" in demo, web'],
  [parallelJobs, () => '1000 self-hosted parallel jobs, 0 in use, for at most 10 agents'],
])('in a good organisation it passes: %#', async (check, finding) => {
  expect(await check.run(context())).toEqual({ status: 'pass', finding: finding() });
});

test('an agent pool is found by its id', async () => {
  expect(await agentPools.run(context({ config: withPool(44) }))).toEqual({ status: 'pass', finding: '"linux" (id 44)' });
});

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
    expect(outcome).toMatchObject({ status: 'fail', advice: `${check}: there is no such organisation, or it was renamed` });
    expect(outcome.finding).toMatch(new RegExp(`^${url}: GET connectionData\\?connectOptions=none: not found \\(404\\)`));
  });

  test('leads to nobody', async () => {
    const url = 'http://127.0.0.1:1/contoso';
    expect(await organization.run(context({ url }))).toEqual({
      status: 'fail',
      finding: `${url}: GET connectionData?connectOptions=none: no answer from ${url}: fetch failed: bad port`,
      advice: `${check}, the network, and whether this machine trusts the certificate (NODE_EXTRA_CA_CERTS); a proxy is not supported`,
    });
  });

  test('answers that it is busy', async () => {
    fake.fault({ path: /connectionData/, answer: '503' });
    expect(await organization.run(context())).toMatchObject({
      status: 'fail',
      advice: 'try again later; https://status.dev.azure.com tells whether Azure DevOps is well',
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
      finding: `${fake.url} answers (${status}), but refuses the token, so it may be another's`,
    });
  });

  test('can not be asked without a token', async () => {
    expect(await organization.run(context({ environment: { TF_VAR_azp_token: '' } }))).toEqual({
      status: 'skip',
      finding: 'there is no token to ask with, see the check "devops-token"',
    });
  });
});

describe('the token', () => {
  const make =
    'make a new token under User settings, Personal access tokens, with the scope Agent Pools (Read & manage), and export it as TF_VAR_azp_token';

  test('is not there', async () => {
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

  test('is too narrow to tell whose it is', async () => {
    expect(await devopsToken.run(by({ scopes: ['vso.agentpools'] }))).toEqual({
      status: 'pass',
      finding: `${PAT} is accepted for agent pools; its scope is too narrow to tell whose it is`,
    });
  });

  test('is not that of the agents with workload identity', async () => {
    const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } } });
    expect(await devopsToken.run(context({ config }))).toEqual({
      status: 'pass',
      finding: `${PAT} is accepted, as Ada; agents will sign in as id-pipelines, whose rights these checks can't prove`,
    });
    const environment = { TF_VAR_azp_token: '' };
    const outputs = { 'az account get-access-token': fake.issueToken({ kind: 'entra', user: 'Grace' }) };
    expect(await devopsToken.run(context({ config, environment, outputs }))).toMatchObject({
      finding:
        "who is signed in to the Azure CLI is accepted, as Grace; agents will sign in as id-pipelines, whose rights these checks can't prove",
    });
    expect(await devopsToken.run(context({ config, environment, outputs: { 'az account get-access-token': 'wrong' } }))).toMatchObject({
      status: 'fail',
      advice: 'run az login as a user of the organisation',
    });
  });

  test('can not be judged when nobody answers', async () => {
    expect(await devopsToken.run(context({ url: 'http://127.0.0.1:1/contoso' }))).toEqual({
      status: 'skip',
      finding: 'Azure DevOps gives no answer, see the check "organization"',
    });
  });
});

describe("the token's scope", () => {
  const placeholder = (enabled: boolean) => fake.addAgent('linux', { name: 'pipelines-linux-placeholder', enabled });

  test('does not read agent pools', async () => {
    const token = fake.issueToken();
    fake.fault({ path: /distributedtask\/pools/, answer: '403' });
    const outcome = await tokenScope.run(context({ environment: { TF_VAR_azp_token: token } }));
    expect(outcome).toMatchObject({ status: 'fail', advice: SCOPE });
    expect(outcome.finding).toMatch(
      new RegExp(`^${PAT} does not read agent pools: GET pools\\?poolName=linux&actionFilter=none: refused \\(403\\)`),
    );
  });

  test('writes to them: a disabled placeholder is disabled again', async () => {
    placeholder(false);
    const before = fake.agentsOf('linux');
    expect(await tokenScope.run(context())).toEqual({ status: 'pass', finding: 'reads agent pools and writes to them' });
    expect(fake.agentsOf('linux')).toEqual(before);
    expect(fake.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PATCH']);
  });

  test('does not write to them', async () => {
    placeholder(false);
    expect(await tokenScope.run(by({ scopes: ['vso.agentpools'] }))).toEqual({
      status: 'fail',
      finding: `${PAT} reads agent pools, but may not write to them: PATCH pools/44/agents/25: refused (403): Access denied. Ada needs the scope vso.agentpools_manage among its permissions to perform the action. For more information, contact the Azure DevOps Server administrator.`,
      advice: SCOPE,
    });
  });

  test('is not proven by a placeholder that is enabled: disabling it would change it', async () => {
    placeholder(true);
    expect((await tokenScope.run(context())).finding).toMatch(/shows only when a placeholder is registered$/);
    expect(fake.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('does not matter to an Entra token', async () => {
    expect(await tokenScope.run(by({ kind: 'entra' }))).toEqual({
      status: 'pass',
      finding: 'the Entra token in TF_VAR_azp_token has no scopes: its roles alone count',
    });
  });

  test('can not be judged when the token is refused', async () => {
    fake.revokeToken(fake.token);
    expect(await tokenScope.run(context())).toEqual({ status: 'skip', finding: 'the token is refused, see the check "devops-token"' });
  });
});

const MAKE_POOL =
  'make it under Organization settings, Agent pools, Add pool, Self-hosted, correct agentPools[].pool, or make the identity its Administrator';

test.each<[string, string | number, object, string]>([
  ['not there', 'gone', {}, 'agent pool "gone" of entry "linux"'],
  ['not there, by id', 99, {}, 'agent pool with id 99 of entry "linux"'],
  ['not visible', 'linux', { roles: { linux: 'none' } }, 'agent pool "linux" of entry "linux"'],
])('an agent pool that is %s is found', async (_, pool, token, which) => {
  expect(await agentPools.run(by(token, { config: withPool(pool) }))).toEqual({
    status: 'fail',
    finding: `${which}: not there, or not visible to the token's identity`,
    advice: MAKE_POOL,
  });
});

test('a Reader of the agent pool is found', async () => {
  expect(await poolAdministrator.run(by({ roles: { linux: 'reader' } }))).toEqual({
    status: 'fail',
    finding: 'the token\'s identity may not register agents in "linux"',
    advice: "make the token's identity Administrator: Organization settings, Agent pools, the pool, Security",
  });
});

describe('projects that may use the agent pool', () => {
  const advice = 'in the project: Project settings, Agent pools, Add agent pool, Existing';
  const closed = () => {
    fake.addPool({ name: 'closed', authorised: false });
    return { config: withPool('closed') };
  };

  test('are those that are named', async () => {
    expect(await projects.run(context({ projects: ['web'] }))).toEqual({ status: 'pass', finding: '"linux" in web' });
  });

  test('are none', async () => {
    expect(await projects.run(context(closed()))).toEqual({
      status: 'fail',
      finding: 'agent pool "closed" may be used in none of demo, web',
      advice,
    });
  });

  test.each([
    ['closed', 'web'],
    ['linux', 'typo'],
  ])('%s is not for %s', async (pool, project) => {
    closed();
    expect(await projects.run(context({ config: withPool(pool), projects: [project] }))).toEqual({
      status: 'fail',
      finding: `agent pool "${pool}" may not be used in ${project}, if there is such a project`,
      advice,
    });
  });

  test('are not known to a token that may not list projects', async () => {
    await expect(projects.run(by({ scopes: ['vso.agentpools_manage'] }))).rejects.toThrow(
      new Unmet('the token may not list projects (scope Project and Team (Read)): name them with --project NAME'),
    );
  });

  test('are not known where none is visible', async () => {
    fake.fault({ path: /_apis\/projects/, answer: { status: 200, body: { count: 0, value: [] } } });
    await expect(projects.run(context())).rejects.toThrow(
      new Unmet('no project is visible to the identity: name them with --project NAME'),
    );
  });
});

test('too few parallel jobs for the agents of all entries are found', async () => {
  const config = aConfig({ agentPools: [{ name: 'linux' }, { name: 'other', maxAgents: 3 }] });
  fake.settings.parallelJobs = 13;
  expect(await parallelJobs.run(context({ config }))).toMatchObject({ status: 'pass' });
  fake.settings.parallelJobs = 12;
  expect(await parallelJobs.run(context({ config }))).toEqual({
    status: 'warn',
    finding: '12 self-hosted parallel jobs, 0 in use, for at most 13 agents: agents beyond the parallel jobs wait idle',
    advice: 'buy parallel jobs under Organization settings, Parallel jobs, or lower agentPools[].maxAgents',
  });
});

test('parallel jobs that Azure DevOps does not tell are not judged', async () => {
  fake.fault({ path: /resourceusage/, answer: { status: 200, body: { resourceLimit: { totalCount: null } } } });
  expect(await parallelJobs.run(context())).toEqual({
    status: 'skip',
    finding: 'Azure DevOps does not say how many parallel jobs the organisation has',
  });
});

test.each([agentPools, poolAdministrator, projects, parallelJobs].map((check) => [check.id, check] as [string, Check<DoctorContext>]))(
  '%s can not look when the token is refused',
  async (_, check) => {
    fake.revokeToken(fake.token);
    await expect<Promise<Outcome>>(check.run(context())).rejects.toThrow(
      new Unmet('agent pools can\'t be read, see the checks "organization", "devops-token" and "token-scope"'),
    );
  },
);
