import { Workflows } from '../../../../providers/github/client/workflows';
import { ScriptedServer } from './scripted-server';

let server: ScriptedServer;
let workflows: Workflows;
beforeEach(async () => {
  server = await ScriptedServer.start();
  workflows = new Workflows(server.connection(), 'contoso/shop');
});
afterEach(() => server.stop());

const BASE = '/api/v3/repos/contoso/shop';
const lastRequest = () => server.seen.at(-1);
const AT = Date.UTC(2026, 0, 5, 10);
const aRun = (more: object = {}) => ({
  id: 30,
  name: 'load test',
  event: 'workflow_dispatch',
  status: 'in_progress',
  conclusion: null,
  head_branch: 'main',
  html_url: 'https://github.com/contoso/shop/actions/runs/30',
  created_at: '2026-01-05T10:00:00Z',
  run_started_at: '2026-01-05T10:00:00Z',
  updated_at: '2026-01-05T10:00:00Z',
  ...more,
});
const RUN = { ...aRun(), created_at: AT, run_started_at: AT, updated_at: AT };

test('a repository has a default branch', async () => {
  const body = { full_name: 'contoso/shop', default_branch: 'main', private: true, archived: false };
  server.on('GET', /\/repos\/contoso\/shop$/, { body: { id: 1, ...body } });
  expect(await workflows.repository()).toEqual(body);
});

test('a workflow is found by its file', async () => {
  const body = { id: 2, name: 'load test', path: '.github/workflows/load.yml', state: 'active' };
  server.on('GET', /\/workflows\/load\.yml$/, { body });
  expect(await workflows.workflow('load.yml')).toEqual(body);
});

test('a run is started with its inputs', async () => {
  server.on('POST', /\/dispatches$/, { status: 204 });
  await workflows.dispatch('load.yml', { ref: 'main', inputs: { jobs: '20' } });
  expect(lastRequest()).toMatchObject({
    path: `${BASE}/actions/workflows/load.yml/dispatches`,
    body: { ref: 'main', inputs: { jobs: '20' } },
  });
});

test('the runs since a moment are listed', async () => {
  server.on('GET', /\/workflows\/load\.yml\/runs$/, { body: { total_count: 1, workflow_runs: [aRun()] } });
  expect(await workflows.runs('load.yml', { event: 'workflow_dispatch', since: AT + 500 })).toEqual([RUN]);
  expect(lastRequest()?.query).toBe('?event=workflow_dispatch&created=%3E%3D2026-01-05T10%3A00%3A00Z&per_page=100');
});

test('a run is read', async () => {
  server.on('GET', /\/runs\/30$/, { body: aRun({ status: 'completed', conclusion: 'success' }) });
  expect(await workflows.run(30)).toEqual({ ...RUN, status: 'completed', conclusion: 'success' });
});

test('the jobs of a run are listed, with the runner that took them', async () => {
  const aJob = (id: number, more: object = {}) => ({
    id,
    name: `job ${id}`,
    status: 'queued',
    conclusion: null,
    created_at: '2026-01-05T10:00:00Z',
    ...more,
  });
  const first = Array.from({ length: 100 }, (_, index) => aJob(index + 1));
  const last = aJob(101, { started_at: '2026-01-05T10:00:01Z', completed_at: null, runner_name: 'gh-linux-abc', labels: ['gh-linux'] });
  server.on('GET', /\/runs\/30\/jobs$/, { body: { total_count: 101, jobs: first } }, { body: { total_count: 101, jobs: [last] } });
  const jobs = await workflows.jobs(30);
  expect(jobs).toHaveLength(101);
  expect(jobs.at(-1)).toEqual({
    id: 101,
    name: 'job 101',
    status: 'queued',
    conclusion: null,
    created_at: AT,
    started_at: AT + 1000,
    completed_at: undefined,
    runner_name: 'gh-linux-abc',
    runner_group_name: undefined,
    labels: ['gh-linux'],
  });
});

test('a run is cancelled', async () => {
  server.on('POST', /\/runs\/30\/cancel$/, { status: 202, body: {} });
  await workflows.cancel(30);
  expect(lastRequest()).toMatchObject({ method: 'POST', path: `${BASE}/actions/runs/30/cancel` });
});

test.each([
  [404, { message: 'Not Found', documentation_url: 'https://docs' }, 'check the names of the repository and of the workflow file'],
  [403, { message: 'Resource not accessible' }, 'give the credential the repository permission "Actions: Read and write"'],
  [422, { message: "Workflow does not have 'workflow_dispatch' trigger" }, 'check that the workflow has "on: workflow_dispatch"'],
])('a refusal with %i says what to do', async (status, body, remedy) => {
  server.on('POST', /\/dispatches$/, { status, body });
  await expect(workflows.dispatch('load.yml', { ref: 'main' })).rejects.toMatchObject({ status, message: expect.stringContaining(remedy) });
});
