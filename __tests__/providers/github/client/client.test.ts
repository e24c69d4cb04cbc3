import { GitHub } from '../../../../providers/github/client/client';
import { anException, ScriptedServer } from './scripted-server';

let server: ScriptedServer;
let github: GitHub;
beforeEach(async () => {
  server = await ScriptedServer.start();
  github = new GitHub(server.connection());
});
afterEach(() => server.stop());

const SETS = /\/runnerscalesets$/;
const ONE_SET = /\/runnerscalesets\/9$/;
const JIT = /\/runnerscalesets\/9\/generatejitconfig$/;
const RUNNERS = /\/pools\/0\/agents$/;
const ONE_RUNNER = /\/pools\/0\/agents\/5$/;

const aSet = (more: object = {}) => ({
  id: 9,
  name: 'gh-linux',
  runnerGroupId: 1,
  runnerGroupName: 'Default',
  labels: [{ id: 1, type: 'System', name: 'gh-linux' }],
  RunnerSetting: { disableUpdate: true },
  createdOn: '0001-01-01T00:00:00Z',
  statistics: null,
  ...more,
});
const SET = { id: 9, name: 'gh-linux', runnerGroupId: 1, labels: ['gh-linux'] };
const SPEC = { name: 'gh-linux', groupId: 1, labels: [] };
const aRunner = (more: object = {}) => ({ id: 5, name: 'gh-linux-abc', runnerScaleSetId: 9, os: 'linux', ...more });
const RUNNER = { id: 5, name: 'gh-linux-abc', scaleSetId: 9 };
const RUNNER_GONE = anException(404, 'AgentNotFoundException', 'No agent found with identifier 5.');
const lastRequest = () => server.seen.at(-1);

describe('runner groups', () => {
  const GROUPS = /\/runnergroups\/$/;

  test.each(['Default', 'default'])('the group %s is known without a call', async (name) => {
    expect(await github.findRunnerGroup(name)).toBe(1);
    expect(server.seen).toEqual([]);
  });

  test('any other is looked up by its name, whatever letters that has', async () => {
    server.on('GET', GROUPS, { body: { count: 1, value: [{ id: 4, name: 'a&b +1%', size: 0, isDefaultGroup: false }] } });
    expect(await github.findRunnerGroup('a&b +1%')).toBe(4);
    expect(lastRequest()?.query).toBe('?api-version=6.0-preview&groupName=a%26b+%2B1%25');
  });

  test('one that does not exist is undefined, two are an error', async () => {
    server.on(
      'GET',
      GROUPS,
      { body: { count: 0, value: [] } },
      {
        body: {
          count: 2,
          value: [
            { id: 4, name: 'a' },
            { id: 5, name: 'a' },
          ],
        },
      },
    );
    expect(await github.findRunnerGroup('a')).toBeUndefined();
    await expect(github.findRunnerGroup('a')).rejects.toMatchObject({
      fault: 'transient',
      message: 'runner group "a": no usable answer: GitHub counts 2 and lists 2',
    });
  });
});

describe('scale sets', () => {
  test('one is found by its group and name', async () => {
    server.on('GET', SETS, { body: { count: 1, value: [aSet()] } });
    expect(await github.findScaleSet(1, 'gh-linux')).toEqual(SET);
    expect(lastRequest()?.query).toBe('?api-version=6.0-preview&runnerGroupId=1&name=gh-linux');
  });

  test.each([
    ['counts none', { count: 0, value: [] }],
    ['counts none and lists something', { count: 0, value: [aSet()] }],
    ['counts none and has no list', { count: 0, value: null }],
  ])('there is none if GitHub %s', async (_what, body) => {
    server.on('GET', SETS, { body });
    expect(await github.findScaleSet(1, 'gh-linux')).toBeUndefined();
  });

  test.each([
    ['two', { count: 2, value: [aSet(), aSet({ id: 10 })] }],
    ['one that is not listed', { count: 1, value: [] }],
    ['a list without a count', { value: [] }],
    ['nothing', undefined],
    ['a page', '<html>'],
  ])('%s is an error, not the absence of a scale set', async (_what, body) => {
    server.on('GET', SETS, { body });
    await expect(github.findScaleSet(1, 'gh-linux')).rejects.toMatchObject({ fault: 'transient' });
  });

  test('labels may be missing', async () => {
    server.on('GET', SETS, { body: { count: 1, value: [aSet({ labels: null })] } });
    expect(await github.findScaleSet(1, 'gh-linux')).toEqual({ ...SET, labels: [] });
  });

  test.each([
    ['its name alone, without labels', [], ['gh-linux']],
    ['exactly those that are given', ['aks', 'linux'], ['aks', 'linux']],
  ])('a new one has as labels %s, and its runners never update themselves', async (_what, labels, sent) => {
    server.on('POST', SETS, { body: aSet({ labels: sent.map((name) => ({ name, type: 'System' })) }) });
    expect(await github.createScaleSet({ ...SPEC, labels })).toEqual({ ...SET, labels: sent });
    expect(lastRequest()?.body).toEqual({
      name: 'gh-linux',
      runnerGroupId: 1,
      labels: sent.map((name) => ({ type: 'System', name })),
      RunnerSetting: { disableUpdate: true },
    });
  });

  test('a name that is taken is no error, any other refusal is one', async () => {
    server.on('POST', SETS, anException(400, 'RunnerScaleSetExistsException'), anException(400, 'VssPropertyException', 'bad label'));
    expect(await github.createScaleSet(SPEC)).toBe('exists');
    await expect(github.createScaleSet(SPEC)).rejects.toMatchObject({
      fault: 'refused',
      message: 'POST runnerscalesets: refused (400): bad label',
    });
  });

  test('a change always says that runners do not update themselves', async () => {
    server.on('PATCH', ONE_SET, { body: aSet({ labels: [{ name: 'new' }] }) });
    expect(await github.updateScaleSet(9, { ...SPEC, labels: ['new'] })).toEqual({ ...SET, labels: ['new'] });
    expect(lastRequest()?.body).toMatchObject({ name: 'gh-linux', runnerGroupId: 1, RunnerSetting: { disableUpdate: true } });
  });

  test('a change of one that is gone is an error that says so', async () => {
    server.on('PATCH', ONE_SET, anException(404, 'RunnerScaleSetNotFoundException', 'No runner scale set found with identifier 9.'));
    await expect(github.updateScaleSet(9, SPEC)).rejects.toMatchObject({
      fault: 'absent',
      message: 'PATCH runnerscalesets/9: not found (404): No runner scale set found with identifier 9.',
    });
  });

  test('one is deleted, or absent only if GitHub says so', async () => {
    server.on('DELETE', ONE_SET, { status: 204 }, anException(404, 'RunnerScaleSetNotFoundException'), { status: 404, body: '<html>' });
    expect(await github.deleteScaleSet(9)).toBe('deleted');
    expect(await github.deleteScaleSet(9)).toBe('absent');
    await expect(github.deleteScaleSet(9)).rejects.toMatchObject({ fault: 'transient' });
  });
});

describe('runners', () => {
  test('one is registered by its name and work folder', async () => {
    server.on('POST', JIT, { body: { runner: aRunner(), encodedJITConfig: 'e30=' } });
    expect(await github.createJitConfig(9, { name: 'gh-linux-abc', workFolder: '/work' })).toEqual({ runner: RUNNER, encoded: 'e30=' });
    expect(lastRequest()?.body).toEqual({ name: 'gh-linux-abc', workFolder: '/work' });
  });

  test.each([
    [409, 'AgentExistsException'],
    [400, 'TaskAgentExistsException'],
  ])('a name that is taken (%i %s) is no error', async (status, name) => {
    server.on('POST', JIT, anException(status, name));
    expect(await github.createJitConfig(9, { name: 'gh-linux-abc', workFolder: '/work' })).toBe('exists');
  });

  test.each([
    ['the scale set is gone', anException(404, 'RunnerScaleSetNotFoundException'), 'absent'],
    ['nothing is handed over', { body: { runner: aRunner(), encodedJITConfig: '' } }, 'transient'],
    ['the body is empty', {}, 'transient'],
  ])('it is an error if %s', async (_what, answer, fault) => {
    server.on('POST', JIT, answer);
    await expect(github.createJitConfig(9, { name: 'a', workFolder: '/work' })).rejects.toMatchObject({ fault });
  });

  test('one is found by its id', async () => {
    server.on('GET', ONE_RUNNER, { body: aRunner() }, RUNNER_GONE, { body: aRunner({ runnerScaleSetId: undefined }) });
    expect(await github.findRunner(5)).toEqual(RUNNER);
    expect(await github.findRunner(5)).toBeUndefined();
    expect(await github.findRunner(5)).toEqual({ ...RUNNER, scaleSetId: 0 });
  });

  test.each([
    ['another runner', { body: aRunner({ id: 6 }) }],
    ['an empty answer', {}],
    ['an empty 404', { status: 404 }],
    ['the 404 of a proxy', { status: 404, body: '<html>' }],
    ['the 404 of something else', anException(404, 'RunnerGroupNotFoundException')],
  ])('%s does not mean that it is not registered', async (_what, answer) => {
    server.on('GET', ONE_RUNNER, answer);
    await expect(github.findRunner(5)).rejects.toThrow(/^GET pools\/0\/agents\/5: /);
  });

  test('one is found by its name, without regard to case', async () => {
    server.on('GET', RUNNERS, { body: { count: 1, value: [aRunner({ name: 'GH-linux-abc' })] } }, { body: { count: 0, value: [] } });
    expect(await github.findRunnerByName('gh-linux-abc')).toEqual({ ...RUNNER, name: 'GH-linux-abc' });
    expect(lastRequest()?.query).toBe('?api-version=6.0-preview&agentName=gh-linux-abc');
    expect(await github.findRunnerByName('gh-linux-abc')).toBeUndefined();
  });

  test('a runner whose name only begins the same is another', async () => {
    server.on('GET', RUNNERS, { body: { count: 1, value: [aRunner({ name: 'gh-linux-abcd' })] } });
    expect(await github.findRunnerByName('gh-linux-abc')).toBeUndefined();
  });

  test('all are listed, those without a scale set too', async () => {
    server.on('GET', RUNNERS, { body: { count: 2, value: [aRunner(), { id: 6, name: 'old' }] } });
    expect(await github.runners()).toEqual([RUNNER, { id: 6, name: 'old', scaleSetId: 0 }]);
  });

  test('a removal says what became of it', async () => {
    server.on('DELETE', ONE_RUNNER, { status: 204 }, RUNNER_GONE);
    expect(await github.removeRunner(5)).toBe('deleted');
    expect(await github.removeRunner(5)).toBe('absent');
  });

  test.each([
    [400, 'TaskAgentJobStillRunningException', 'in any words'],
    [409, 'JobStillRunningException', 'in any words'],
    [422, 'SomeException', 'Bad request - Runner "gh-linux-abc" is still running a job'],
  ])('a runner with a job (%i %s) is busy', async (status, name, message) => {
    server.on('DELETE', ONE_RUNNER, anException(status, name, message));
    expect(await github.removeRunner(5)).toBe('busy');
  });

  test.each([
    ['an empty 404', { status: 404 }, 'transient'],
    ['a page', { status: 404, body: '<html>' }, 'transient'],
    ['a refusal', anException(400, 'VssPropertyException'), 'refused'],
    ['an outage', { status: 503, headers: { 'retry-after': '9' } }, 'transient'],
  ])('%s is an error, not an answer', async (_what, answer, fault) => {
    server.on('DELETE', ONE_RUNNER, answer);
    await expect(github.removeRunner(5)).rejects.toMatchObject({ fault });
  });
});
