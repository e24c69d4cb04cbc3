import { createSet, FakeScene, openSession } from './fake-scene';

let scene: FakeScene;
beforeEach(async () => {
  scene = await FakeScene.start();
});
afterEach(() => scene.end());

test('a scale set is created once, found, changed and deleted', async () => {
  const github = scene.client();
  const group = scene.fake.addGroup({ name: 'Payments & co' });
  expect(await github.findRunnerGroup('payments & co')).toBe(group.id);
  expect(await github.findRunnerGroup('nobody')).toBeUndefined();
  const spec = { name: 'gh-linux', groupId: group.id, labels: ['aks', 'linux'] };
  const id = await createSet(github, spec);
  expect(await github.createScaleSet(spec)).toBe('exists');
  expect(await github.findScaleSet(1, 'gh-linux')).toBeUndefined();
  expect(await github.findScaleSet(group.id, 'gh-linux')).toEqual({
    id,
    name: 'gh-linux',
    runnerGroupId: group.id,
    labels: ['aks', 'linux'],
  });
  expect(await github.updateScaleSet(id, { ...spec, labels: [] })).toMatchObject({ labels: ['gh-linux'] });
  expect(scene.fake.scaleSets).toMatchObject([{ disableUpdate: true }]);
  expect(await github.deleteScaleSet(id)).toBe('deleted');
  expect(await github.deleteScaleSet(id)).toBe('absent');
  await expect(github.updateScaleSet(id, spec)).rejects.toMatchObject({ fault: 'absent' });
  await expect(github.openSession(id, 'scaler-a')).rejects.toMatchObject({ fault: 'absent' });
  await expect(github.createJitConfig(id, { name: 'a', workFolder: '/work' })).rejects.toMatchObject({ fault: 'absent' });
});

test('a runner is registered, found and removed', async () => {
  const github = scene.client();
  const id = await createSet(github);
  const made = await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
  if (made === 'exists') throw new Error('the runner exists');
  const files = JSON.parse(Buffer.from(made.encoded, 'base64').toString('utf8'));
  expect(Object.keys(files)).toEqual(['.runner', '.credentials', '.credentials_rsaparams']);
  expect(made.runner).toMatchObject({ name: 'gh-linux-abc', scaleSetId: id });
  expect(await github.findRunner(made.runner.id)).toEqual(made.runner);
  expect(await github.findRunnerByName('gh-linux-abc')).toEqual(made.runner);
  expect(await github.runners()).toEqual([made.runner]);
  expect(await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' })).toBe('exists');
  expect(await github.removeRunner(made.runner.id)).toBe('deleted');
  expect(await github.removeRunner(made.runner.id)).toBe('absent');
  expect(await github.findRunner(made.runner.id)).toBeUndefined();
  expect(await github.findRunnerByName('gh-linux-abc')).toBeUndefined();
});

test('after a lost answer the runner is there, and can be removed and made again', async () => {
  const github = scene.client();
  const id = await createSet(github);
  scene.fake.fault({ path: /generatejitconfig/, answer: 'lost-answer', times: 1 });
  const create = () => github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
  await expect(create()).rejects.toMatchObject({ fault: 'transient', status: 0 });
  expect(await create()).toBe('exists');
  expect(await github.removeRunner((await github.findRunnerByName('gh-linux-abc'))?.id ?? 0)).toBe('deleted');
  expect(await create()).toMatchObject({ runner: { name: 'gh-linux-abc' } });
});

test.each(['400-busy', '400-wrapped', '422-busy'] as const)('%s says that a runner is busy', async (answer) => {
  const github = scene.client();
  scene.fake.fault({ method: 'DELETE', answer });
  expect(await github.removeRunner(1)).toBe('busy');
});

test('a runner with a job is busy', async () => {
  const github = scene.client();
  const id = await createSet(github);
  const session = await openSession(github, id);
  await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
  scene.fake.connect('gh-linux-abc');
  const job = scene.fake.queueJob({ labels: 'gh-linux' });
  const { event } = await scene.untilEvent(session, 'started');
  expect(event).toMatchObject({ runnerName: 'gh-linux-abc', jobId: job.jobId });
  const runner = await github.findRunnerByName('gh-linux-abc');
  expect(await github.removeRunner(runner?.id ?? 0)).toBe('busy');
  scene.fake.finishJob(job);
  expect((await scene.untilEvent(session, 'completed')).event).toMatchObject({ runnerName: 'gh-linux-abc', result: 'succeeded' });
  expect(await github.removeRunner(runner?.id ?? 0)).toBe('absent');
});
