import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';
import { Listener } from '../support/listener';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({
    pools: ['linux', { name: 'secret', authorised: false }],
    projects: ['demo', 'other'],
    pipelines: [{ name: 'load', id: 20, pool: 'linux', jobName: 'Load', seconds: 5, demands: ['kubectl'] }],
    clock,
  });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false, systemCapabilities: { kubectl: '' } });
});
afterEach(() => devops.close());

const BUILDS_PATH = '/demo/_apis/build/builds';
const RUNS_PATH = '/demo/_apis/pipelines/20/runs';
const queue = (body: unknown = { definition: { id: 20 } }) => call(devops, 'POST', `${BUILDS_PATH}?api-version=7.1`, { body });
const run = (body: unknown = {}, path = RUNS_PATH) => call(devops, 'POST', `${path}?api-version=7.1`, { body });
const build = async (id = 6735) => (await call(devops, 'GET', `${BUILDS_PATH}/${id}`)).json;

test('a queued build has the properties of its pipeline', async () => {
  const { status, json } = await queue({ definition: { id: 20 }, sourceBranch: 'refs/heads/x', parameters: '{"n":"1"}' });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    id: 6735,
    buildNumber: '20260105.6735',
    status: 'notStarted',
    queueTime: '2026-01-05T10:00:00Z',
    definition: { id: 20, name: 'load' },
    sourceBranch: 'refs/heads/x',
    queue: { id: 71, name: 'linux', pool: { id: 44 } },
    orchestrationPlan: { planId: expect.any(String) },
    validationResults: [],
  });
  expect(devops.pool('linux').requests).toMatchObject([{ demands: ['kubectl', 'Agent.Version -gtVersion 2.182.1'] }]);
  expect(devops.pool('linux').requests[0]?.planId).toBe((json['orchestrationPlan'] as { planId: string }).planId);
});

test('status and times follow the job', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await queue();
  await listener.renew(901);
  expect(await build()).toMatchObject({ status: 'notStarted' });
  clock.advance(1000);
  await listener.call('POST', 'stub/started/901', {});
  expect(await build()).toMatchObject({ status: 'inProgress', startTime: '2026-01-05T10:00:01Z' });
  clock.advance(1000);
  await listener.complete(901, { result: 'succeededWithIssues' });
  expect(await build()).toMatchObject({ status: 'completed', result: 'partiallySucceeded', finishTime: '2026-01-05T10:00:02Z' });
});

test('PATCH cancels a waiting job immediately, and a running job when its agent has ended it', async () => {
  const patch = (id: number, body: unknown) => call(devops, 'PATCH', `${BUILDS_PATH}/${id}?api-version=7.1`, { body });
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await queue();
  await queue();
  await listener.renew(901);
  expect((await patch(6735, { status: 'completed' })).status).toBe(400);
  expect(await patch(6735, { status: 'cancelling' })).toMatchObject({ status: 200, json: { status: 'cancelling' } });
  expect((await patch(6736, { status: 'cancelling' })).json).toMatchObject({ status: 'completed', result: 'canceled' });
  await listener.complete(901, { result: 'canceled' });
  expect(await build()).toMatchObject({ status: 'completed', result: 'canceled' });
});

test('the build of an abandoned job has failed', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await queue();
  await listener.renew(901);
  clock.advance(10 * 60_000);
  expect(await build()).toMatchObject({ status: 'completed', result: 'failed' });
});

test('builds are listed newest first, by pipeline and status, in pages', async () => {
  for (let n = 0; n < 3; n++) await queue();
  devops.cancelJob(devops.queueJob({ pool: 'linux' }));
  const list = async (query: string) => {
    const { json, headers } = await call(devops, 'GET', `${BUILDS_PATH}?${query}`);
    return [json.value?.map(({ id }) => id), headers.get('x-ms-continuationtoken')];
  };
  expect(await list('')).toEqual([[6738, 6737, 6736, 6735], null]);
  expect(await list('definitions=20')).toEqual([[6737, 6736, 6735], null]);
  expect(await list('statusFilter=completed')).toEqual([[6738], null]);
  expect(await list('statusFilter=notStarted,inProgress&$top=2')).toEqual([[6737, 6736], '6736']);
  expect(await list('statusFilter=notStarted,inProgress&$top=2&continuationToken=6736')).toEqual([[6735], null]);
  expect((await call(devops, 'GET', '/other/_apis/build/builds')).json).toEqual({ count: 0, value: [] });
  expect((await call(devops, 'GET', '/other/_apis/build/builds/6735')).status).toBe(404);
});

test.each([
  [{ definition: { id: 99 } }, 404, 'DefinitionNotFoundException'],
  [{}, 400, 'VssPropertyValidationException'],
  [{ definition: { id: 20 }, parameters: 'n=1' }, 400, 'VssPropertyValidationException'],
])('the build %j is refused with %i %s', async (body, status, typeKey) => {
  expect(await queue(body)).toMatchObject({ status, json: { typeKey } });
});

test('an agent pool that the project may not use is a validation error', async () => {
  const message =
    'Could not find a queue with name secret. The queue does not exist or has not been authorized for use. For authorization details, refer to https://aka.ms/yamlauthz.';
  expect(await queue({ definition: { id: 13 } })).toMatchObject({
    status: 400,
    json: {
      typeKey: 'BuildRequestValidationFailedException',
      message: 'Could not queue the build because there were validation errors or warnings.',
      customProperties: { ValidationResults: [{ result: 'error', message }] },
    },
  });
  expect(await run({}, '/demo/_apis/pipelines/13/runs')).toMatchObject({
    status: 400,
    json: { typeKey: 'PipelineValidationException', message },
  });
});

test('a run is the same as a build', async () => {
  const body = {
    resources: { repositories: { self: { refName: 'refs/heads/x' } } },
    templateParameters: { seconds: '7' },
    variables: { n: { value: '1' } },
    stagesToSkip: [],
  };
  const { status, json } = await run(body);
  expect({ status, result: json['result'] }).toEqual({ status: 200, result: undefined });
  expect(json).toMatchObject({
    id: 6735,
    name: '20260105.6735',
    state: 'inProgress',
    createdDate: '2026-01-05T10:00:00Z',
    pipeline: { id: 20, name: 'load' },
    url: expect.stringContaining('/_apis/pipelines/20/runs/6735'),
  });
  expect(await build()).toMatchObject({ sourceBranch: 'refs/heads/x', definition: { id: 20 } });
  await call(devops, 'PATCH', `${BUILDS_PATH}/6735?api-version=7.1`, { body: { status: 'cancelling' } });
  expect((await call(devops, 'GET', `${RUNS_PATH}/6735`)).json).toMatchObject({ state: 'completed', result: 'canceled' });
  expect((await call(devops, 'GET', RUNS_PATH)).json).toMatchObject({ count: 1, value: [{ id: 6735 }] });
  expect((await call(devops, 'GET', '/demo/_apis/pipelines/12/runs/6735')).status).toBe(404);
});

test('the parameter seconds reaches the job, and an unknown parameter is refused', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await run({ templateParameters: { seconds: '7' } });
  expect(JSON.parse(String((await listener.poll()).json['body']))).toMatchObject({ name: 'Load', seconds: 7 });
  await listener.renew(901);
  await listener.complete(901);
  await run();
  expect(JSON.parse(String((await listener.poll(1)).json['body']))).toMatchObject({ seconds: 5 });
  for (const templateParameters of [{ minutes: '1' }, { seconds: 'soon' }, { seconds: 7 }]) {
    expect(await run({ templateParameters })).toMatchObject({ status: 400, json: { typeKey: 'PipelineValidationException' } });
  }
  expect((await run({}, '/demo/_apis/pipelines/99/runs')).json).toMatchObject({ typeKey: 'PipelineDoesNotExistException' });
});

test('the timeline has a stage, a phase, a job and, once the job has started, a step', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await queue();
  const records = async () =>
    (await call(devops, 'GET', `${BUILDS_PATH}/6735/timeline?api-version=7.1`)).json['records'] as Record<string, unknown>[];
  expect((await records()).map(({ type, state }) => `${type} ${state}`)).toEqual(['Stage pending', 'Phase pending', 'Job pending']);
  await listener.renew(901);
  await listener.call('POST', 'stub/started/901', {});
  const [stage, phase, job, task] = await records();
  expect(task).toMatchObject({ type: 'Task', parentId: job?.['id'] });
  expect(job).toMatchObject({
    type: 'Job',
    name: 'Load',
    parentId: phase?.['id'],
    queueId: 71,
    attempt: 1,
    issues: [],
    workerName: 'linux-1',
  });
  expect(phase).toMatchObject({ parentId: stage?.['id'] });
  expect(job?.['id']).toBe(devops.pool('linux').requests[0]?.jobId);
});

test('resource usage counts the jobs that agents have', async () => {
  devops.settings.parallelJobs = 3;
  await Listener.online(devops, 'linux-1', clock.now(), { systemCapabilities: { kubectl: '' } });
  await queue();
  await queue();
  const path = '/_apis/distributedtask/resourceusage?parallelismTag=Private&poolIsHosted=false&api-version=7.1-preview.1';
  expect((await call(devops, 'GET', path)).json).toMatchObject({ usedCount: 1, resourceLimit: { totalCount: 3 }, runningRequests: [] });
  const detailed = await call(devops, 'GET', `${path}&includeRunningRequests=true`);
  expect(detailed.json).toMatchObject({ runningRequests: [{ requestId: 901 }] });
});
