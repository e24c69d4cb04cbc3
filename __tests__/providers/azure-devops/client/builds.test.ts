import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { Builds } from '../../../../providers/azure-devops/client/builds';
import { DevOps } from '../../../../providers/azure-devops/client/client';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['linux'], projects: ['shop'], pipelines: [{ id: 12, name: 'load', pool: 'linux' }] });
  fake.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
});
afterEach(() => fake.close());

const connection = (value = fake.token) => ({ url: fake.url, token: async () => ({ value, scheme: 'basic' as const }), timeoutMs: 5000 });
const builds = (token = fake.token) => new Builds(connection(token), 'shop');
const posted = (): unknown => JSON.parse(fake.requests.find(({ method }) => method === 'POST')?.body ?? '');

test('a run is queued with its branch and parameters, and can be read as a build with a plan', async () => {
  const run = await builds().run(12, { ref: 'refs/heads/main', parameters: { seconds: '5' } });
  expect(posted()).toEqual({
    resources: { repositories: { self: { refName: 'refs/heads/main' } } },
    templateParameters: { seconds: '5' },
  });
  expect(await builds().build(run.id)).toMatchObject({
    id: run.id,
    status: 'notStarted',
    orchestrationPlan: { planId: expect.any(String) },
  });
});

test('without a branch, none is sent, so the pipeline decides', async () => {
  await builds().run(12, {});
  expect(posted()).toEqual({ templateParameters: {} });
});

test('the job request of a run and its record in the timeline have the same id', async () => {
  const run = await builds().run(12, {});
  const { orchestrationPlan } = await builds().build(run.id);
  const { value: requests } = await new DevOps(connection()).jobRequestsOfPlan(fake.pool('linux').id, orchestrationPlan?.planId ?? '');
  const records = await builds().timeline(run.id);
  expect(requests).toHaveLength(1);
  expect(records.filter(({ type }) => type === 'Job').map(({ id }) => id)).toEqual(requests.map(({ jobId }) => jobId));
  expect(requests[0]).toMatchObject({ queueTime: expect.any(Number), owner: { id: run.id } });
});

test('a run that is cancelled ends with that result', async () => {
  const run = await builds().run(12, {});
  await builds().cancel(run.id);
  expect(await builds().build(run.id)).toMatchObject({ status: 'completed', result: 'canceled' });
});

test('a timeline that does not exist yet is empty, whether the answer has a body or not', async () => {
  const run = await builds().run(12, {});
  fake.fault({ path: /timeline/, answer: { status: 204 }, times: 1 });
  expect(await builds().timeline(run.id)).toEqual([]);
  fake.fault({ path: /timeline/, answer: { status: 200, body: null }, times: 1 });
  expect(await builds().timeline(run.id)).toEqual([]);
});

test('the error for a refused token names the scope that builds require, not that of agent pools', async () => {
  const narrow = fake.issueToken({ scopes: ['vso.agentpools'] });
  await expect(builds(narrow).run(12, {})).rejects.toMatchObject({
    fault: 'right',
    message: expect.stringContaining(
      'let the identity queue, view and stop builds of the project, and give a token the scope "Build (Read & execute)"',
    ),
  });
});

test('an unknown pipeline is an error of the kind absent', async () => {
  await expect(builds().run(99, {})).rejects.toMatchObject({
    fault: 'absent',
    message: expect.stringContaining('Pipeline 99 does not exist.'),
  });
});
