import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { call } from './support/client';
import { type Scene, startScene } from './support/scene';
import { connect, type Service } from './support/service';

let scene: Scene;
let github: FakeGitHub;
let service: Service;
beforeEach(async () => {
  scene = await startScene();
  ({ github, service } = scene);
});
afterEach(() => github.close());

const SETS = 'runtime/runnerscalesets';

test('a scale set is created with 200, and found by name and group, and by id', async () => {
  const { status, json } = await service.createSet('Windows');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    id: 2,
    name: 'Windows',
    runnerGroupId: 1,
    runnerGroupName: 'Default',
    labels: [{ type: 'System', name: 'Windows' }],
    RunnerSetting: { disableUpdate: true },
    createdOn: '2026-01-05T10:00:00.000Z',
    statistics: { totalAssignedJobs: 0, totalRegisteredRunners: 0 },
  });
  expect((await service.call('GET', `${SETS}?runnerGroupId=1&name=windows`)).json).toMatchObject({ count: 1, value: [{ id: 2 }] });
  expect((await service.call('GET', `${SETS}?runnerGroupId=2&name=windows`)).json).toEqual({ count: 0, value: [] });
  expect((await service.call('GET', `${SETS}/2`)).json).toMatchObject({ id: 2 });
  expect((await service.call('GET', SETS)).json).toMatchObject({ count: 2 });
});

test('the name is unique in its group, without regard to case', async () => {
  const group = github.addGroup({ name: 'Special' });
  const { status, json } = await service.createSet('LINUX');
  expect(status).toBe(400);
  expect(json['typeName']).toBe('GitHub.Actions.Runtime.WebApi.RunnerScaleSetExistsException, GitHub.Actions.Runtime.WebApi');
  expect((await service.createSet('linux', { runnerGroupId: group.id })).status).toBe(200);
  expect((await service.createSet('linux', { runnerGroupId: 99 })).status).toBe(404);
  expect((await service.createSet('')).status).toBe(400);
});

test('own labels replace the name, and the type of a label is System by default', async () => {
  const { json } = await service.createSet('gpu', { labels: [{ name: 'a100' }, { name: 'big', type: 'User' }] });
  expect(json['labels']).toEqual([
    { type: 'System', name: 'a100' },
    { type: 'User', name: 'big' },
  ]);
});

test('an older GitHub Enterprise Server drops labels silently', async () => {
  github.settings.customLabels = false;
  const { status, json } = await service.createSet('gpu', { labels: [{ name: 'a100' }] });
  expect({ status, labels: json['labels'] }).toEqual({ status: 200, labels: [{ type: 'System', name: 'gpu' }] });
});

test('an update changes what it has; an empty RunnerSetting resets the updates', async () => {
  const update = (body: object) => service.call('PATCH', `${SETS}/1`, { body });
  expect((await update({ name: 'renamed', RunnerSetting: { disableUpdate: true } })).json).toMatchObject({
    name: 'renamed',
    labels: [{ name: 'linux' }],
    RunnerSetting: { disableUpdate: true },
  });
  expect((await update({ labels: [{ name: 'x' }] })).json).toMatchObject({ name: 'renamed', labels: [{ name: 'x' }] });
  expect((await update({ RunnerSetting: {} })).json).toMatchObject({ RunnerSetting: { disableUpdate: false } });
  await service.createSet('other');
  expect((await update({ name: 'other' })).status).toBe(400);
});

test('a deleted scale set is gone, with its session', async () => {
  expect((await service.call('DELETE', `${SETS}/1`)).status).toBe(204);
  expect((await service.call('GET', `${SETS}/1`)).json).toMatchObject({
    typeName: expect.stringContaining('RunnerScaleSetNotFoundException'),
    message: 'No runner scale set found with identifier 1.',
  });
  expect((await service.openSession()).status).toBe(404);
  expect((await scene.session.poll()).status).toBe(404);
  expect((await scene.session.refresh()).status).toBe(404);
  expect((await service.jit('runner-1')).status).toBe(404);
  expect((await service.createSet()).json).toMatchObject({ id: 2 });
});

test('a group is found by its name', async () => {
  github.addGroup({ name: 'Special' });
  expect((await service.call('GET', 'runtime/runnergroups/?groupName=special')).json).toEqual({
    count: 1,
    value: [{ id: 2, name: 'Special', size: 0, isDefaultGroup: false }],
  });
  expect((await service.call('GET', 'runtime/runnergroups/?groupName=other')).json).toEqual({ count: 0, value: [] });
});

test('scale sets of an organisation and of a repository are separate', async () => {
  const repository = await connect(github, github.repository('contoso/app'));
  expect((await repository.createSet('linux')).status).toBe(200);
  expect((await repository.call('GET', SETS)).json).toMatchObject({ count: 1, value: [{ id: 2 }] });
  expect((await repository.call('GET', `${SETS}/1`)).status).toBe(404);
});

test('a call needs its version, its token, and JSON', async () => {
  const url = `${service.url}_apis/${SETS}`;
  const authorization = `Bearer ${service.token}`;
  expect((await call(github, 'GET', url, { authorization })).json).toMatchObject({
    typeName: expect.stringContaining('VssVersionNotSpecifiedException'),
  });
  expect((await call(github, 'GET', `${url}?api-version=7.0`, { authorization })).status).toBe(400);
  expect((await service.call('GET', SETS, { authorization: `Bearer ${github.token}` })).status).toBe(401);
  expect((await service.call('POST', SETS, { body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  expect((await service.call('GET', 'runtime/unknown')).status).toBe(404);
});
