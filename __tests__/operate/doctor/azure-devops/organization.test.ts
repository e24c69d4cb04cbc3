import type { Check } from '../../../../operate/doctor/check';
import { agentPools } from '../../../../operate/doctor/checks/azure-devops/agent-pools';
import { devopsToken } from '../../../../operate/doctor/checks/azure-devops/devops-token';
import { organization } from '../../../../operate/doctor/checks/azure-devops/organization';
import { parallelJobs } from '../../../../operate/doctor/checks/azure-devops/parallel-jobs';
import { poolAdministrator } from '../../../../operate/doctor/checks/azure-devops/pool-administrator';
import { projects } from '../../../../operate/doctor/checks/azure-devops/projects';
import { tokenScope } from '../../../../operate/doctor/checks/azure-devops/token-scope';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { type Outcome, Unmet } from '../../../../operate/doctor/outcome';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { aConfig } from '../../../support/builders';
import { aContext, type Workstation } from '../support/workstation';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['linux', 'other'], projects: ['demo', 'web'] });
});
afterEach(() => fake.close());

const PAT = 'the personal access token in TF_VAR_azp_token';
const context = (changes: Workstation = {}) => aContext({ devops: fake, ...changes });
/** The context with another token. */
const by = (options: Parameters<FakeDevOps['issueToken']>[0], changes: Workstation = {}) =>
  context({ ...changes, environment: { TF_VAR_azp_token: fake.issueToken(options) } });
const withPool = (pool: string | number) => aConfig({ agentPools: [{ name: 'linux', pool }] });

test.each<[Check<DoctorContext>, () => string]>([
  [organization, () => `${fake.url} answers`],
  [devopsToken, () => `${PAT} is accepted, as Ada`],
  [tokenScope, () => 'reads agent pools; whether it may write to them shows only after a placeholder is registered'],
  [agentPools, () => '"linux" (id 44)'],
  [poolAdministrator, () => '"linux"'],
  [projects, () => '"linux" in demo, web'],
  [parallelJobs, () => '1000 self-hosted parallel jobs, 0 in use, for at most 10 agents'],
])('in an organisation without problems it passes: %#', async (check, finding) => {
  expect(await check.run(context())).toEqual({ status: 'pass', finding: finding() });
});

test('an agent pool is found by its id', async () => {
  expect(await agentPools.run(context({ config: withPool(44) }))).toEqual({ status: 'pass', finding: '"linux" (id 44)' });
});

const MAKE_POOL =
  'create it under Organization settings, Agent pools, Add pool, Self-hosted, correct agentPools[].pool, or make the identity its Administrator';

test.each<[string, string | number, object, string]>([
  ['missing', 'gone', {}, 'agent pool "gone" of entry "linux"'],
  ['missing, by id', 99, {}, 'agent pool with id 99 of entry "linux"'],
  ['not visible', 'linux', { roles: { linux: 'none' } }, 'agent pool "linux" of entry "linux"'],
])('an agent pool that is %s is reported', async (_, pool, token, which) => {
  expect(await agentPools.run(by(token, { config: withPool(pool) }))).toEqual({
    status: 'fail',
    finding: `${which}: missing, or not visible to the token's identity`,
    advice: MAKE_POOL,
  });
});

test('a token whose identity is only Reader of the agent pool is reported', async () => {
  expect(await poolAdministrator.run(by({ roles: { linux: 'reader' } }))).toEqual({
    status: 'fail',
    finding: 'the token\'s identity may not register agents in "linux"',
    advice: "make the token's identity Administrator: Organization settings, Agent pools, the agent pool, Security",
  });
});

test('the right of the managed identity is not checked with another identity', async () => {
  const config = aConfig({ azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } } });
  expect(await poolAdministrator.run(by({ roles: { linux: 'reader' } }, { config }))).toEqual({
    status: 'skip',
    finding:
      'id-pipelines must be Administrator of "linux", which no other identity can check: see Organization settings, Agent pools, the agent pool, Security',
  });
});

describe('projects that may use the agent pool', () => {
  const advice = 'add it in the project: Project settings, Agent pools, Add agent pool, Existing';
  const closed = () => {
    fake.addPool({ name: 'closed', authorised: false });
    return { config: withPool('closed') };
  };

  test('are only those that are named', async () => {
    expect(await projects.run(context({ projects: ['web'] }))).toEqual({ status: 'pass', finding: '"linux" in web' });
  });

  test('are reported as missing if there is none', async () => {
    expect(await projects.run(context(closed()))).toEqual({
      status: 'fail',
      finding: 'agent pool "closed" may not be used in any of demo, web',
      advice,
    });
  });

  test.each([
    ['closed', 'web'],
    ['linux', 'typo'],
  ])('%s may not be used in %s', async (pool, project) => {
    closed();
    expect(await projects.run(context({ config: withPool(pool), projects: [project] }))).toEqual({
      status: 'fail',
      finding: `agent pool "${pool}" may not be used in ${project}, or there is no such project`,
      advice,
    });
  });

  test('are unknown with a token that may not list projects', async () => {
    await expect(projects.run(by({ scopes: ['vso.agentpools_manage'] }))).rejects.toThrow(
      new Unmet('the token may not list projects (scope Project and Team (Read)): name them with --project NAME'),
    );
  });

  test('are unknown if none is visible', async () => {
    fake.fault({ path: /_apis\/projects/, answer: { status: 200, body: { count: 0, value: [] } } });
    await expect(projects.run(context())).rejects.toThrow(
      new Unmet('no project is visible to the identity: name them with --project NAME'),
    );
  });
});

test('too few parallel jobs for the agents of all entries are reported', async () => {
  const config = aConfig({ keda: { trigger: 'azure-pipelines' }, agentPools: [{ name: 'linux' }, { name: 'other', maxAgents: 3 }] });
  fake.settings.parallelJobs = 13;
  expect(await parallelJobs.run(context({ config }))).toMatchObject({ status: 'pass' });
  fake.settings.parallelJobs = 12;
  expect(await parallelJobs.run(context({ config }))).toEqual({
    status: 'warn',
    finding: '12 self-hosted parallel jobs, 0 in use, for at most 13 agents: agents beyond the parallel jobs wait idle',
    advice: 'buy parallel jobs under Organization settings, Parallel jobs, or lower agentPools[].maxAgents',
  });
});

describe('with a scaler, which makes no agents beyond the parallel jobs', () => {
  const configOf = (option: unknown) =>
    aConfig({
      agentPools: [{ name: 'linux' }, { name: 'other', maxAgents: 3 }],
      keda: { trigger: 'metrics-api' },
      azureDevOps: { organizationUrl: 'https://dev.azure.com/example', parallelJobs: option },
    });
  const held = (limit: number) => `jobs beyond ${limit} at the same time are held back, and get no agent until others end`;
  const BUY = 'buy parallel jobs under Organization settings, Parallel jobs, or lower agentPools[].maxAgents';

  test.each<[string, unknown, number, string, string]>([
    ['those that are bought', 'bought', 12, `12 self-hosted parallel jobs, 0 in use, for at most 13 agents: ${held(12)}`, BUY],
    [
      'those of the config',
      10,
      12,
      `12 self-hosted parallel jobs, 0 in use, for at most 13 agents, azureDevOps.parallelJobs is 10: ${held(10)}`,
      'raise azureDevOps.parallelJobs, or lower agentPools[].maxAgents',
    ],
    [
      'those of the config, more than are bought',
      12,
      4,
      `4 self-hosted parallel jobs, 0 in use, for at most 13 agents, azureDevOps.parallelJobs is 12: ${held(12)}; agents beyond the parallel jobs wait idle`,
      BUY,
    ],
    [
      'no limit',
      'unlimited',
      12,
      '12 self-hosted parallel jobs, 0 in use, for at most 13 agents: agents beyond the parallel jobs wait idle',
      BUY,
    ],
  ])('too few are reported: %s', async (_, option, bought, finding, advice) => {
    fake.settings.parallelJobs = bought;
    expect(await parallelJobs.run(context({ config: configOf(option) }))).toEqual({ status: 'warn', finding, advice });
  });

  test('enough of them pass', async () => {
    fake.settings.parallelJobs = 13;
    for (const option of ['bought', 13, 20])
      expect(await parallelJobs.run(context({ config: configOf(option) }))).toHaveProperty('status', 'pass');
  });
});

test('parallel jobs that Azure DevOps does not state are not checked', async () => {
  fake.fault({ path: /resourceusage/, answer: { status: 200, body: { resourceLimit: { totalCount: null } } } });
  expect(await parallelJobs.run(context())).toEqual({
    status: 'skip',
    finding: 'Azure DevOps does not state how many parallel jobs the organisation has',
  });
});

test.each([agentPools, poolAdministrator, projects, parallelJobs].map((check) => [check.id, check] as [string, Check<DoctorContext>]))(
  '%s is skipped if the token is refused',
  async (_, check) => {
    fake.revokeToken(fake.token);
    await expect<Promise<Outcome>>(check.run(context())).rejects.toThrow(
      new Unmet('agent pools can\'t be read, see the checks "organization", "devops-token" and "token-scope"'),
    );
  },
);
