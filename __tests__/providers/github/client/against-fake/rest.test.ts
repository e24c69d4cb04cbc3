import { GitHubRest } from '../../../../../providers/github/client/rest';
import { Workflows } from '../../../../../providers/github/client/workflows';
import { createSet, FakeScene } from './fake-scene';

let scene: FakeScene;
beforeEach(async () => {
  scene = await FakeScene.start();
});
afterEach(() => scene.end());

test('shows the credential', async () => {
  const app = new GitHubRest(scene.connection(scene.asApp()));
  const installation = await app.installation();
  expect(installation).toMatchObject({ account: { login: 'contoso' }, permissions: { organization_self_hosted_runners: 'write' } });
  expect(await app.installationHere()).toEqual(installation);
  expect(await new GitHubRest(scene.connection()).personalToken()).toMatchObject({ scopes: expect.arrayContaining(['admin:org']) });
});

test('shows runner groups, their repositories, and runners', async () => {
  const { id } = scene.fake.addGroup({ name: 'Payments', repositories: ['contoso/app'], allowsPublicRepositories: false });
  const rest = new GitHubRest(scene.connection(scene.asApp()));
  expect(await rest.findRunnerGroup('payments')).toMatchObject({ id, visibility: 'selected', allows_public_repositories: false });
  expect(await rest.repositoriesOf(id)).toEqual([{ full_name: 'contoso/app', private: true }]);
  const github = scene.client();
  await github.createJitConfig(await createSet(github), { name: 'gh-linux-abc', workFolder: '/work' });
  const [runner] = await rest.runners();
  expect(runner).toMatchObject({ name: 'gh-linux-abc', status: 'offline', busy: false, labels: [{ name: 'gh-linux' }] });
  expect(await rest.removeRunner(runner?.id ?? 0)).toBe('deleted');
  expect(await rest.removeRunner(runner?.id ?? 0)).toBe('absent');
});

test('starts a workflow and shows its jobs', async () => {
  const workflows = new Workflows(scene.connection(scene.asApp()), 'contoso/app');
  const { default_branch: ref } = await workflows.repository();
  const since = Date.now();
  await workflows.dispatch('load-test.yml', { ref, inputs: { count: '120', 'runs-on': 'gh-linux' } });
  const [run] = await workflows.runs('load-test.yml', { event: 'workflow_dispatch', since });
  expect(run).toMatchObject({ status: 'queued', event: 'workflow_dispatch', head_branch: ref });
  expect(await workflows.jobs(run?.id ?? 0)).toHaveLength(120);
  await workflows.cancel(run?.id ?? 0);
  expect(await workflows.run(run?.id ?? 0)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  await expect(workflows.dispatch('load-test.yml', { ref, inputs: { other: '1' } })).rejects.toThrow('Unexpected inputs provided');
  await expect(workflows.dispatch('nobody.yml', { ref })).rejects.toMatchObject({ fault: 'absent' });
});
