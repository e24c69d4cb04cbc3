import { call } from '../support/client';
import { JobScene } from '../support/job-scene';

let scene: JobScene;
beforeEach(async () => {
  scene = await JobScene.start();
});
afterEach(() => scene.devops.close());

const BUILDS_PATH = '/demo/_apis/build/builds';
const start = (templateParameters: Record<string, string>) =>
  call(scene.devops, 'POST', '/demo/_apis/pipelines/12/runs?api-version=7.1', { body: { templateParameters } });
const build = async () => (await call(scene.devops, 'GET', `${BUILDS_PATH}/6735`)).json;
const jobs = async () => {
  const { json } = await call(scene.devops, 'GET', `${BUILDS_PATH}/6735/timeline?api-version=7.1`);
  return (json['records'] as Record<string, unknown>[]).filter(({ type }) => type === 'Job');
};
const cancel = () => call(scene.devops, 'PATCH', `${BUILDS_PATH}/6735?api-version=7.1`, { body: { status: 'cancelling' } });

test('a run has as many jobs as its parameter says, all in one plan, each with a request and a record', async () => {
  await start({ count: '3', demands: 'kubectl', pool: 'linux' });
  const { requests } = scene.devops.pool('linux');
  expect(requests.map(({ demands }) => demands[0])).toEqual(['kubectl', 'kubectl', 'kubectl']);
  expect(new Set(requests.map(({ planId }) => planId)).size).toBe(1);
  expect((await jobs()).map(({ id, name }) => [id, name])).toEqual(requests.map(({ jobId }, index) => [jobId, `Job ${index + 1}`]));
  expect((await call(scene.devops, 'GET', BUILDS_PATH)).json).toMatchObject({ count: 1 });
});

test('a run starts with its first job, finishes with its last, and has the worst result', async () => {
  const [first, second] = [await scene.online('linux-1'), await scene.online('linux-2')];
  await start({ count: '2' });
  await first.renew(901);
  await first.call('POST', 'stub/started/901', {});
  scene.clock.advance(1000);
  await first.complete(901, { result: 'failed' });
  expect(await build()).toMatchObject({ status: 'inProgress', startTime: '2026-01-05T10:00:00Z' });
  expect((await build())['finishTime']).toBeUndefined();
  await second.renew(902);
  scene.clock.advance(1000);
  await second.complete(902, { result: 'succeeded' });
  expect(await build()).toMatchObject({ status: 'completed', result: 'failed', finishTime: '2026-01-05T10:00:02Z' });
  expect((await jobs()).map(({ result }) => result)).toEqual(['failed', 'succeeded']);
});

test('cancelling a run ends its waiting jobs immediately; it is cancelling until its running jobs have ended', async () => {
  const agent = await scene.online('linux-1');
  await start({ count: '3' });
  await agent.renew(901);
  expect((await cancel()).json).toMatchObject({ status: 'cancelling' });
  expect(scene.devops.pool('linux').requests.map(({ result }) => result)).toEqual([undefined, 'canceled', 'canceled']);
  await agent.complete(901, { result: 'canceled' });
  expect(await build()).toMatchObject({ status: 'completed', result: 'canceled' });
});

test('pipelines are found by name, ignoring case', async () => {
  const find = async (name: string) => (await call(scene.devops, 'GET', `/demo/_apis/build/definitions?name=${name}`)).json;
  expect(await find('Linux')).toMatchObject({ count: 1, value: [{ id: 12, name: 'linux' }] });
  expect(await find('load')).toEqual({ count: 0, value: [] });
});
