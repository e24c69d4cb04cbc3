import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runnerPoolTarget } from '../../../../operate/load-test/github/target';
import type { Report } from '../../../../operate/load-test/report';
import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { GitHub } from '../../../../providers/github/client/client';
import { aGitHubConfig } from '../../../support/builders';
import { Child } from '../../../support/child-process';

const MAIN = join(__dirname, '..', '..', '..', '..', 'dist', 'operate', 'load-test', 'main.js');
const RUNNERS = ['ci-gh-linux-a', 'ci-gh-linux-b'] as const;

let github: FakeGitHub;
let clock: ManualClock;
let folder: string;
let children: Child[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'load-test-'));
  // The load test looks for its run by the clock of this machine.
  clock = new ManualClock(new Date().toISOString());
  github = await FakeGitHub.start({ clock });
  children = [];
  const config = {
    name: 'ci',
    location: 'westeurope',
    gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat' } },
    runnerPools: [{ name: 'gh-linux', labels: ['aks-linux', 'x64'] }],
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
});
afterEach(async () => {
  for (const child of children) await child.kill();
  await github.close();
  rmSync(folder, { recursive: true });
});

/** Starts the command with short waits. */
function start(args: readonly string[], { token = github.token, url = github.repository('contoso/app') } = {}): Child {
  const quick = ['--every', '0.1', '--leftovers-after', '0.1'];
  const env = { AGENTS_CONFIG: join(folder, 'config.json'), TF_VAR_github_token: token };
  const child = new Child(process.execPath, [MAIN, '--github-url', url, ...quick, ...args], { env });
  children.push(child);
  return child;
}

const report = (): Report => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
const queued = (jobs: number) => github.eventually(`${jobs} jobs are queued`, () => github.jobs.length === jobs);

/** Brings runners of the scale set online, which its listener gives jobs to. */
async function bringRunners() {
  const client = new GitHub({
    url: github.repository('contoso/app'),
    credential: async () => ({ kind: 'pat', token: github.token }),
    userAgent: 'test',
  });
  const set = await client.createScaleSet({ name: 'gh-linux', groupId: 1, labels: ['aks-linux', 'x64'] });
  if (set === 'exists') throw new Error('the fake has the scale set already');
  const opened = await client.openSession(set.id, 'test');
  if (opened === 'conflict') throw new Error('the fake has a session already');
  const stop = new AbortController();
  const poll = opened.session.poll({ lastMessageId: 0, capacity: 2, signal: stop.signal });
  for (const name of RUNNERS) {
    await client.createJitConfig(set.id, { name, workFolder: '_work' });
    github.connect(name);
  }
  await poll;
  return { client, scaleSetId: set.id };
}

test('the figures of a matrix; a runner that is left behind is named, and the exit code is 1', async () => {
  const run = start(['--jobs', '2', '--seconds', '7', '--json', join(folder, 'report.json')]);
  await queued(2);
  clock.advance(5000);
  const { client, scaleSetId } = await bringRunners();
  await github.eventually('both jobs run', () => github.jobs.every(({ state }) => state === 'running'));
  await run.says(/2 running/);
  // A runner that starts for the load and gets no job.
  await client.createJitConfig(scaleSetId, { name: 'ci-gh-linux-c', workFolder: '_work' });
  clock.advance(30_000);
  const [first, second] = github.jobs;
  if (first === undefined || second === undefined) throw new Error('a job is missing');
  github.finishJob(first);
  github.finishJob(second);
  expect(await run.exited).toBe(1);
  expect(report()).toMatchObject({
    run: { result: 'succeeded' },
    agentPool: 'gh-linux',
    kind: 'runner',
    waitsFrom: 'job.created_at',
    queueToStart: { p50: 5, max: 5 },
    total: { p50: 35 },
    agentsStarted: 2,
    leftovers: { agents: ['ci-gh-linux-c'] },
  });
  expect(run.output).toMatch(/Queued run \d+ with 2 jobs of 7 s: http:\/\/127\.0\.0\.1:\d+\/contoso\/app\/actions\/runs\/\d+/);
  expect(run.output).toContain('2 jobs in scale set "gh-linux"');
  expect(run.output).toContain('Runners started: 2\n');
  expect(run.output).toContain('Problem: runners were left behind: ci-gh-linux-c\n');
  const started = github.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/dispatches'));
  expect(JSON.parse(started?.body ?? '')).toEqual({
    ref: 'main',
    inputs: { jobs: '[1,2]', seconds: '7', 'runs-on': '["aks-linux","x64"]' },
  });
});

test('the workflow to copy has the inputs that the command sends, and a job for each number', () => {
  const workflow = parse(readFileSync(join(__dirname, '../../../../pipelines/load-test-workflow.yml'), 'utf8'));
  const [entry] = aGitHubConfig().runnerPools;
  if (entry === undefined) throw new Error('the config has no runner pool');
  const sent = runnerPoolTarget('ci', entry, 'load-test.yml').parameters({ jobs: 3, seconds: 1 }, undefined);
  expect(Object.keys(workflow.on.workflow_dispatch.inputs)).toEqual(Object.keys(sent));
  expect(workflow.jobs.load).toMatchObject({
    'runs-on': '${{ fromJSON(inputs.runs-on) }}',
    strategy: { matrix: { job: '${{ fromJSON(inputs.jobs) }}' } },
  });
});

test('Ctrl-C cancels the run, and ends with 130', async () => {
  const run = start(['--jobs', '2']);
  await queued(2);
  await run.says(/2 queued/);
  run.signal('SIGINT');
  expect(await run.exited).toBe(130);
  expect(github.jobs.map(({ result }) => result)).toEqual(['canceled', 'canceled']);
  expect(run.output).toMatch(/Run \d+ is cancelled: the service has accepted the request\.\n/);
});

test('the run is found among earlier ones, also if it is listed late, and cancelled although it was interrupted before that', async () => {
  const earlier = { method: 'POST', headers: { authorization: `Bearer ${github.token}` }, body: JSON.stringify({ ref: 'main' }) };
  await fetch(`${github.origin}/api/v3/repos/contoso/app/actions/workflows/load-test.yml/dispatches`, earlier);
  github.events.on('request', ({ method, path, status }) => {
    if (method === 'POST' && path.endsWith('/dispatches') && status === undefined) {
      github.fault({ method: 'GET', path: /\/runs\?/, answer: '503', times: 1 });
    }
  });
  const run = start(['--jobs', '1']);
  await run.says(/503.*trying again/);
  run.signal('SIGINT');
  expect(await run.exited).toBe(130);
  expect(github.jobs.map(({ result }) => result)).toEqual([undefined, 'canceled']);
});

test('a token that may not see the runners leaves only the leftovers unknown', async () => {
  const token = github.issueToken({ scopes: ['repo', 'workflow'], administers: ['contoso/app'] });
  const run = start(['--jobs', '1', '--repository', 'contoso/app'], { token, url: github.organisation() });
  await queued(1);
  await run.says(/runners left behind are unknown/);
  const [job] = github.jobs;
  if (job === undefined) throw new Error('there is no job');
  github.cancelJob(job);
  expect(await run.exited).toBe(1);
  expect(run.output).toContain('Runners left behind: unknown\n');
});

test.each<[readonly string[], 'organisation' | 'repository', number, string]>([
  [['--workflow', 'lod-test.yml'], 'repository', 3, 'check the names of the repository and of the workflow file'],
  [[], 'organisation', 2, '--repository is missing: name the repository that has the workflow, such as contoso/shop'],
  [['--repository', 'app'], 'organisation', 2, '--repository takes an owner and a name, such as contoso/shop, got "app"'],
  [['--jobs', '257'], 'repository', 2, '--jobs takes at most 256 for a runner pool'],
  [['--pool', 'windows'], 'repository', 2, '--pool "windows" is not an entry of runnerPools, which has: gh-linux'],
])('%j with the URL of the %s ends with %i', async (args, kind, code, message) => {
  const run = start(args, { url: kind === 'organisation' ? github.organisation() : github.repository('contoso/app') });
  expect(await run.exited).toBe(code);
  expect(run.output).toContain(message);
  expect(github.jobs).toEqual([]);
});
