import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { type Answer, call } from '../support/client';
import { type Scene, startScene } from '../support/scene';

let scene: Scene;
let github: FakeGitHub;
beforeEach(async () => {
  scene = await startScene();
  ({ github } = scene);
});
afterEach(() => github.close());

const REPO = '/repos/contoso/app/actions';

const dispatch = (inputs: object, workflow = 'load-test.yml', authorization?: string) =>
  call(github, 'POST', `${REPO}/workflows/${workflow}/dispatches`, {
    body: { ref: 'main', inputs },
    ...(authorization !== undefined && { authorization }),
  });

const listOf = ({ json }: Answer, name: string) => json[name] as readonly Record<string, unknown>[];

test('workflow_dispatch starts a run with a matrix of jobs', async () => {
  expect((await dispatch({ count: 3, seconds: 5, 'runs-on': 'linux' })).status).toBe(204);
  const runs = listOf(await call(github, 'GET', `${REPO}/runs?event=workflow_dispatch`), 'workflow_runs');
  expect(runs).toMatchObject([
    { name: 'load-test', status: 'queued', conclusion: null, head_branch: 'main', run_number: 1, repository: { name: 'app' } },
  ]);
  const jobs = listOf(await call(github, 'GET', `${REPO}/runs/${runs[0]?.['id']}/jobs`), 'jobs');
  expect(jobs).toMatchObject(
    [1, 2, 3].map((n) => ({ name: `load (${n})`, status: 'queued', labels: ['linux'], runner_name: null, completed_at: null })),
  );
  expect((await scene.session.next())?.events).toHaveLength(3);
});

test('jobs and their run show how far they are', async () => {
  await scene.service.jit('runner-1');
  github.connect('runner-1');
  const job = github.queueJob({ labels: 'linux' });
  const get = async (path: string) => (await call(github, 'GET', `${REPO}/${path}`)).json;
  expect(await get(`jobs/${job.id}`)).toMatchObject({ status: 'queued', started_at: '2026-01-05T10:00:00.000Z' });
  scene.clock.advance(5000);
  await scene.session.next();
  expect(await get(`jobs/${job.id}`)).toMatchObject({
    status: 'in_progress',
    runner_id: 1,
    runner_name: 'runner-1',
    started_at: '2026-01-05T10:00:05.000Z',
  });
  expect(await get(`runs/${job.runId}`)).toMatchObject({ status: 'in_progress' });
  github.finishJob(job, 'failed');
  expect(await get(`jobs/${job.id}`)).toMatchObject({ status: 'completed', conclusion: 'failure', runner_name: 'runner-1' });
  expect(await get(`runs/${job.runId}`)).toMatchObject({ status: 'completed', conclusion: 'failure' });
});

test('runs are filtered by status, branch and time, newest first', async () => {
  github.queueJob({ labels: 'linux', name: 'old' });
  scene.clock.advance(60_000);
  github.cancelJob(github.queueJob({ labels: 'linux' }));
  const count = async (query: string) => (await call(github, 'GET', `${REPO}/runs?${query}`)).json['total_count'];
  expect(await count('status=queued')).toBe(1);
  expect(await count('status=cancelled')).toBe(1);
  expect(await count('branch=other')).toBe(0);
  expect(await count('created=%3E%3D2026-01-05T10:01:00Z')).toBe(1);
  expect(await count('created=2026-01-05T09:00:00Z..2026-01-05T10:00:30Z')).toBe(1);
  const [newest] = listOf(await call(github, 'GET', `${REPO}/workflows/load-test.yml/runs`), 'workflow_runs');
  expect(newest).toMatchObject({ created_at: '2026-01-05T10:01:00.000Z' });
});

test('a run is cancelled with its jobs', async () => {
  const jobs = github.queueJobs({ labels: 'linux' }, 2);
  expect((await call(github, 'POST', `${REPO}/runs/${jobs[0]?.runId}/cancel`)).status).toBe(202);
  expect(jobs.map(({ result }) => result)).toEqual(['canceled', 'canceled']);
});

test('a workflow is started by its name, path or id, with inputs that it has, by who may do that', async () => {
  const [workflow] = listOf(await call(github, 'GET', `${REPO}/workflows`), 'workflows');
  expect((await dispatch({}, String(workflow?.['id']))).status).toBe(204);
  expect((await dispatch({}, 'unknown.yml')).status).toBe(404);
  const { status, json } = await dispatch({ colour: 'red' });
  expect({ status, json }).toMatchObject({ status: 422, json: { message: 'Unexpected inputs provided: ["colour"]' } });
  expect((await dispatch({ count: 257 })).status).toBe(422);
  github.addWorkflow({ repository: 'contoso/app', name: 'ci', path: '.github/workflows/ci.yml', inputs: undefined, runsOn: ['linux'] });
  expect((await dispatch({}, 'ci.yml')).text).toContain("does not have 'workflow_dispatch' trigger");
  const reader = `Bearer ${github.issueToken({ kind: 'fine-grained', permissions: { actions: 'read' } })}`;
  expect((await call(github, 'GET', `${REPO}/runs`, { authorization: reader })).status).toBe(200);
  expect((await dispatch({}, 'load-test.yml', reader)).status).toBe(403);
});

test('runs of other repositories are not found', async () => {
  github.repository('contoso/other');
  const job = github.queueJob({ labels: 'linux', repository: 'contoso/other' });
  expect((await call(github, 'GET', `${REPO}/runs/${job.runId}`)).status).toBe(404);
  expect((await call(github, 'GET', `${REPO}/jobs/${job.id}`)).status).toBe(404);
  expect((await call(github, 'GET', `${REPO}/runs`)).json).toMatchObject({ total_count: 0 });
});
