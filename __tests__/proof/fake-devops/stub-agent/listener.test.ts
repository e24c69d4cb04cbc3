import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENT_VERSION } from '../../../../proof/fake-devops/stub-agent/version';
import { eventually } from '../../../support/eventually';
import { commandLine } from '../../../support/processes';
import { Bench } from './support/configured-agent';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

test('the listener exits with 1 if the agent is not configured', async () => {
  const listener = bench.listen();
  expect([await listener.exited, listener.output]).toEqual([1, 'Agent is not configured.\n']);
});

test('with --once, the listener runs one job, sends its output only to the log, closes its session and exits with 0', async () => {
  await bench.configured();
  const run = bench.agent.start('run.sh', ['--once'], { COLOUR: 'red' });
  await run.says(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ: Listening for Jobs$/);
  const job = bench.queue('echo $COLOUR $TF_BUILD; pwd; echo oops >&2');
  expect(await run.exited).toBe(0);
  expect(run.output).toMatch(/Z: Running job: build\n.*Z: Job build completed with result: Succeeded\n/);
  expect(run.output).not.toContain('red');
  expect(job.log).toBe(`red True\n${join(bench.agent.home, '_work')}\noops\n`);
  expect(job.result).toBe('succeeded');
  expect(job.record.startTime).toBeDefined();
  expect(bench.snapshot).toMatchObject({ status: 'offline', assignedRequest: undefined });
});

test('a waiting listener has two polls in parallel: one for messages, one that keeps its session alive', async () => {
  await bench.listening();
  const polls = () => bench.devops.requests.filter(({ path, status }) => path.endsWith('/messages') && status === undefined);
  await eventually('two polls are held', () => polls().length === 2);
});

test('the listener requests connectionData three times before it listens', async () => {
  await bench.configured();
  const from = bench.devops.requests.length;
  const listener = bench.listen();
  await listener.says(/Listening for Jobs/);
  const calls = bench.devops.requests.slice(from).map(({ path }) => path.replace(/.*\//, ''));
  expect(calls.slice(0, calls.indexOf('sessions')).filter((call) => call === 'connectionData')).toHaveLength(3);
});

test.each(['LANG', 'LC_ALL'])('the language of the console follows %s', async (name) => {
  await bench.configured();
  const listener = bench.listen({ [name]: 'de_DE.UTF-8' });
  await listener.says(/Auf Aufträge lauschen/);
  bench.queue('true');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toMatch(
    /Z: build wird ausgeführt\n.*Z: Der Auftrag „build“ wurde mit folgendem Ergebnis abgeschlossen: Succeeded\n/,
  );
});

test('a failed script fails the job; the exit code of the listener is 0', async () => {
  const listener = await bench.listening();
  const job = bench.queue('exit 3');
  expect(await listener.exited).toBe(0);
  expect(listener.output).toContain('Job build completed with result: Failed');
  expect(job.result).toBe('failed');
});

test('the session brings the capabilities of this machine', async () => {
  await bench.configured();
  writeFileSync(join(bench.agent.home, '.capabilities'), 'gpu=a100\n');
  bench.listen({ TOOL: 'here' });
  await bench.devops.eventually('the agent is online', () => bench.snapshot?.status === 'online');
  expect(bench.snapshot?.systemCapabilities).toMatchObject({ gpu: 'a100', TOOL: 'here', 'Agent.Version': AGENT_VERSION });
});

test('while a job runs, /proc shows a worker as the child of the listener', async () => {
  const listener = await bench.listening();
  const go = join(bench.agent.home, 'go');
  bench.queue(`while [ ! -e ${go} ]; do sleep 0.05; done`);
  const [worker] = await eventually('a worker runs', () => (bench.workers().length === 1 ? bench.workers() : undefined));
  expect(readFileSync(`/proc/${worker}/stat`, 'utf8')).toMatch(new RegExp(`\\) . ${listener.pid} `));
  expect(commandLine(listener.pid)[0]).toBe(join(bench.agent.home, 'bin', 'Agent.Listener'));
  writeFileSync(go, '');
  expect(await listener.exited).toBe(0);
  expect(bench.workers()).toEqual([]);
});

test('the agent reports with the completion that it is shutting down, and gets no second job', async () => {
  const listener = await bench.listening();
  const first = bench.queue('true');
  const second = bench.queue('true');
  let assigned = false;
  bench.devops.events.on('change', () => {
    assigned ||= second.agentName !== undefined;
  });
  expect(await listener.exited).toBe(0);
  expect([first.result, assigned]).toEqual(['succeeded', false]);
});

test('without --once, the listener takes the next job', async () => {
  await bench.configured();
  const run = bench.agent.start('bin/Agent.Listener', ['run']);
  await bench.devops.eventually('the agent is online', () => bench.snapshot?.status === 'online');
  const jobs = [bench.queue('true'), bench.queue('false')];
  await bench.devops.eventually('both have ended', () => jobs.every(({ result }) => result !== undefined));
  expect(jobs.map(({ result }) => result)).toEqual(['succeeded', 'failed']);
  run.signal('SIGINT');
  expect(await run.exited).toBe(0);
});

test('processes that a job leaves behind are killed at its end', async () => {
  const listener = await bench.listening();
  const job = bench.queue('setsid sleep 600 >/dev/null 2>&1 & echo left $!');
  expect(await listener.exited).toBe(0);
  expect(job.log).toMatch(/left (\d+)\nTerminate orphan process: pid \(\1\)/);
});

test('a job runs in its folder, which is created if it is missing, with the variables of .env', async () => {
  const work = join(bench.agent.home, 'elsewhere', 'work');
  const config = bench.config(['--work', work], { LANG: 'C.UTF-8' });
  expect(await config.exited).toBe(0);
  const listener = bench.listen({ LANG: 'C' });
  const job = bench.queue('echo $PWD $LANG');
  expect(await listener.exited).toBe(0);
  expect(job.log).toBe(`${work} C.UTF-8\n`);
});

test('variables set the folders of the diagnostic logs', async () => {
  const folder = join(bench.agent.home, 'logs');
  mkdirSync(folder);
  const listener = await bench.listening({ WORKER_DIAGLOGPATH: folder });
  bench.queue('true');
  await listener.exited;
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^Worker_\d{8}-\d{6}-utc\.log$/)]);
  expect(readdirSync(join(bench.agent.home, '_diag'))).toEqual([expect.stringMatching(/^Agent_\d{8}-\d{6}-utc\.log$/)]);
});
