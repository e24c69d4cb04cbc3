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

const AGENTS = 'distributedtask/pools/0/agents';

const fileIn = (jit: Record<string, string>, name: string) => Buffer.from(jit[name] ?? '', 'base64').toString();

test('a JIT configuration has the three files of a runner, which is registered and offline', async () => {
  const { status, json } = await service.jit('runner-1', 1, '/work');
  expect({ status, runner: json['runner'] }).toEqual({ status: 200, runner: { id: 1, name: 'runner-1', runnerScaleSetId: 1 } });
  const files: Record<string, string> = JSON.parse(Buffer.from(String(json['encodedJITConfig']), 'base64').toString());
  expect(Object.keys(files)).toEqual(['.runner', '.credentials', '.credentials_rsaparams']);
  expect(JSON.parse(fileIn(files, '.runner'))).toMatchObject({
    AgentId: '1',
    AgentName: 'runner-1',
    DisableUpdate: 'True',
    Ephemeral: 'True',
    WorkFolder: '/work',
    ServerUrlV2: expect.stringMatching(/^http:.*\/$/),
  });
  expect(JSON.parse(fileIn(files, '.credentials'))).toMatchObject({ Scheme: 'OAuth', Data: { ClientId: expect.any(String) } });
  expect(Object.keys(JSON.parse(fileIn(files, '.credentials_rsaparams')))).toHaveLength(8);
  expect(github.runners).toMatchObject([{ name: 'runner-1', status: 'offline' }]);
});

test('the name of a runner is unique in its scope, without regard to case', async () => {
  await service.createSet('other');
  await service.jit('runner-1');
  const { status, json } = await service.jit('RUNNER-1', 2);
  expect(status).toBe(409);
  expect(json['typeName']).toContain('AgentExistsException');
  const repository = await connect(github, github.repository('contoso/app'));
  await repository.createSet();
  expect((await repository.jit('runner-1', 3)).status).toBe(200);
});

test('runners are found by id and by name, and listed', async () => {
  await service.jit('runner-1');
  await service.jit('runner-2');
  expect((await service.call('GET', `${AGENTS}/2`)).json).toEqual({ id: 2, name: 'runner-2', runnerScaleSetId: 1 });
  expect((await service.call('GET', `${AGENTS}?agentName=Runner-1`)).json).toMatchObject({ count: 1, value: [{ id: 1 }] });
  expect((await service.call('GET', `${AGENTS}?agentName=other`)).json).toEqual({ count: 0, value: [] });
  expect((await service.call('GET', AGENTS)).json).toMatchObject({ count: 2 });
  const { status, json } = await service.call('GET', `${AGENTS}/9`);
  expect({ status, type: json['typeName'] }).toEqual({ status: 404, type: expect.stringContaining('AgentNotFoundException') });
});

test('an offline and an idle runner are removed; a busy one is not', async () => {
  for (const name of ['offline', 'idle', 'busy']) await service.jit(name);
  github.connect('busy');
  github.queueJob({ labels: 'linux' });
  await scene.session.next();
  github.connect('idle');
  expect((await service.remove(1)).status).toBe(204);
  expect((await service.remove(2)).status).toBe(204);
  const { status, json } = await service.remove(3);
  expect({ status, type: json['typeName'] }).toEqual({ status: 400, type: expect.stringContaining('JobStillRunningException') });
  expect((await service.remove(1)).status).toBe(404);
  expect(github.runners.map(({ name }) => name)).toEqual(['busy']);
});

test('a runner is busy from the moment that its job is sent to it', async () => {
  await service.jit('runner-1');
  github.connect('runner-1', { acquires: false });
  const job = github.queueJob({ labels: 'linux' });
  await scene.session.next();
  expect(job.state).toBe('assigned');
  expect((await service.remove(1)).status).toBe(400);
});

test('a runner that never connects is removed after a day; one that connected is not', async () => {
  await service.jit('never');
  await service.jit('once');
  github.connect('once');
  github.disconnect('once');
  scene.clock.advance(24 * 3600_000);
  expect(github.runners.map(({ name }) => name)).toEqual(['once']);
});

describe('the REST API', () => {
  test('lists, finds and deletes runners', async () => {
    await service.jit('runner-1');
    await service.jit('runner-2');
    github.connect('runner-2');
    expect((await call(github, 'GET', '/orgs/contoso/actions/runners?name=runner-2')).json).toEqual({
      total_count: 1,
      runners: [
        {
          id: 2,
          name: 'runner-2',
          os: 'linux',
          status: 'online',
          busy: false,
          ephemeral: true,
          runner_group_id: 1,
          labels: [{ id: 1, name: 'linux', type: 'custom' }],
        },
      ],
    });
    expect((await call(github, 'GET', '/orgs/contoso/actions/runners/1')).json).toMatchObject({ status: 'offline' });
    expect((await call(github, 'GET', '/repos/contoso/app/actions/runners')).json).toMatchObject({ total_count: 0 });
    github.queueJob({ labels: 'linux' });
    await scene.session.next();
    const { status, json } = await call(github, 'DELETE', '/orgs/contoso/actions/runners/2');
    expect({ status, message: json['message'] }).toEqual({
      status: 422,
      message: 'Bad request - Runner "runner-2" is still running a job',
    });
    expect((await call(github, 'DELETE', '/orgs/contoso/actions/runners/1')).status).toBe(204);
    expect((await call(github, 'DELETE', '/orgs/contoso/actions/runners/1')).status).toBe(404);
  });

  test('pages a list', async () => {
    for (const name of ['a', 'b', 'c']) await service.jit(name);
    const first = await call(github, 'GET', '/orgs/contoso/actions/runners?per_page=2');
    expect(first.json).toMatchObject({ total_count: 3, runners: [{ name: 'a' }, { name: 'b' }] });
    const next = /<(.*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await call(github, 'GET', next);
    expect(second.json).toMatchObject({ runners: [{ name: 'c' }] });
    expect(second.headers.has('link')).toBe(false);
  });

  test('registers runners outside scale sets, for a group that it must name', async () => {
    const path = '/repos/contoso/app/actions/runners/generate-jitconfig';
    const body = { name: 'plain', runner_group_id: 1, labels: ['x'] };
    const { status, json } = await call(github, 'POST', path, { body });
    expect({ status, json }).toMatchObject({ status: 201, json: { runner: { name: 'plain' }, encoded_jit_config: expect.any(String) } });
    expect((await call(github, 'POST', path, { body })).json).toMatchObject({
      message: 'Already exists - A runner with the name plain already exists.',
      status: '409',
    });
    expect((await call(github, 'POST', path, { body: { name: 'other', labels: ['x'] } })).status).toBe(422);
    expect((await call(github, 'POST', path, { body: { ...body, name: 'other', labels: [] } })).status).toBe(422);
    expect((await call(github, 'POST', path, { body: { ...body, name: 'other', runner_group_id: 7 } })).status).toBe(404);
  });
});
