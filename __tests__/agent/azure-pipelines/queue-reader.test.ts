import { EntryCapabilities } from '../../../agent/azure-pipelines/entry-capabilities';
import { ParallelJobsReader } from '../../../agent/azure-pipelines/parallel-jobs-reader';
import { QueueReader } from '../../../agent/azure-pipelines/queue-reader';
import { SCALER } from '../../../config/timings';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { DevOps } from '../../../providers/azure-devops/client/client';
import { Organization } from '../../../providers/azure-devops/client/organization';

const ENTRIES = ['small', 'large'].map((name) => ({ name, placeholder: `${name}-placeholder` }));
const AGENT = 'small-bcdfg-hjklm';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  for (const size of ['small', 'large']) addPlaceholder(size);
});
afterEach(() => devops.close());

const addPlaceholder = (size: string) =>
  devops.addAgent('linux', { name: `${size}-placeholder`, enabled: false, version: '99.999.9', userCapabilities: { size } });
const connection = () => ({ url: devops.url, token: async () => ({ value: devops.token, scheme: 'basic' as const }), timeoutMs: 5000 });
const reader = (pool: ConstructorParameters<typeof QueueReader>[0]['pool'] = { name: 'Linux' }, now = () => 0) =>
  new QueueReader({ client: new DevOps(connection()), clock: { now }, pool, entries: ENTRIES });
const calls = () => devops.requests.map(({ path }) => path.replace(/.*\//, '').replace(/\?.*/, ''));
/** An agent that is online, so that it gets the next job, and never picks it up. */
const online = (name: string) =>
  devops.addAgent('linux', { name, status: 'online', userCapabilities: { size: 'small' }, version: '99.999.9' });

test('waiting jobs have the entries that fit, the oldest first', async () => {
  const ids = [{ demands: ['size -equals large'] }, {}, { demands: ['size -equals SMALL'] }].map(
    (spec) => devops.queueJob({ pool: 'linux', ...spec }).requestId,
  );
  const { waiting, received } = await reader().read();
  expect(waiting.map(({ id, fits }) => [id, fits])).toEqual([
    [ids[0], ['large']],
    [ids[1], ['small', 'large']],
    [ids[2], ['small']],
  ]);
  expect(waiting[0]).toMatchObject({ limited: true, assignedTo: undefined, queuedAt: devops.jobs[0]?.request?.queueTime });
  expect(received).toEqual([]);
});

test('a job that is assigned waits until its agent has received it; one of an agent of others does not', async () => {
  online(AGENT);
  const job = devops.queueJob({ pool: 'linux' });
  expect(job.agentName).toBe(AGENT);
  const queue = reader();
  expect((await queue.read()).waiting).toMatchObject([{ id: job.requestId, assignedTo: AGENT }]);
  const pool = devops.pool('linux');
  const request = pool.request(job.requestId ?? 0);
  pool.putRequest({ ...request, receiveTime: 123_000 });
  expect(await queue.read()).toMatchObject({ waiting: [], received: [{ id: job.requestId, agent: AGENT, receivedAt: 123_000 }] });
  pool.putRequest({ ...request, result: 'succeeded' });
  expect(await queue.read()).toEqual({ waiting: [], received: [] });
  online('mac-mini');
  devops.queueJob({ pool: 'linux' });
  expect(await queue.read()).toEqual({ waiting: [], received: [] });
});

test('a reading takes one call; capabilities and the agent pool are looked up before', async () => {
  const queue = reader();
  for (let read = 1; read <= 3; read++) await queue.read();
  expect(calls()).toEqual(['pools', 'agents', 'agents', 'jobrequests', 'jobrequests', 'jobrequests']);
});

test('an agent pool that is deleted and created again is looked up again', async () => {
  const queue = reader();
  await queue.read();
  const fault = devops.fault({ path: /jobrequests/, answer: { status: 404, body: {} } });
  await expect(queue.read()).rejects.toThrow('not found');
  fault.remove();
  await queue.read();
  expect(calls().filter((call) => call === 'pools')).toHaveLength(2);
  await expect(reader({ name: 'lost' }).read()).rejects.toThrow('agent pool "lost" not found: check its name');
  await expect(reader({ id: 7 }).read()).rejects.toThrow('agent pool "7" not found');
});

test('capabilities that cannot be read again do not keep the queue from being read', async () => {
  let now = 0;
  const queue = reader(undefined, () => now);
  await queue.read();
  const fault = devops.fault({ path: /includeCapabilities/, answer: { status: 500, body: {} } });
  devops.queueJob({ pool: 'linux' });
  now = SCALER.capabilities.milliseconds;
  for (let read = 1; read <= 5; read++) expect((await queue.read()).waiting).toMatchObject([{ fits: ['small', 'large'] }]);
  expect(fault.hits).toBe(2);
});

describe('capabilities', () => {
  function start(answers: Record<string, Record<string, string> | Error | undefined>) {
    const clock = { now: 0 };
    const asked: string[] = [];
    const client = {
      capabilities: async (_: number, name: string) => {
        asked.push(name);
        const answer = answers[name];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
    const capabilities = new EntryCapabilities({ client, clock: { now: () => clock.now }, entries: ENTRIES });
    return { clock, asked, answers, capabilities };
  }

  test('that are missing are looked for alone, and not with each reading', async () => {
    const { clock, asked, answers, capabilities } = start({ 'small-placeholder': {} });
    for (; clock.now < 60_000; clock.now += 2_000) await capabilities.refreshIfOld(1);
    expect(capabilities.entriesFor([])).toEqual(['small']);
    expect(asked.filter((name) => name === 'small-placeholder')).toHaveLength(1);
    expect(asked.filter((name) => name === 'large-placeholder')).toHaveLength(6);
    answers['large-placeholder'] = {};
    await capabilities.refreshIfOld(1);
    expect(capabilities.entriesFor([])).toEqual(['small', 'large']);
  });

  test('are read again when they are old, or when a job waits that none fits; a placeholder that is gone keeps its own', async () => {
    const { clock, asked, answers, capabilities } = start({ 'small-placeholder': {}, 'large-placeholder': { gpu: '1' } });
    await capabilities.refreshIfOld(1);
    answers['small-placeholder'] = undefined;
    answers['large-placeholder'] = { tpu: '1' };
    clock.now = SCALER.capabilitiesRetry.milliseconds;
    await capabilities.refreshIfUnmatched(1, [['gpu'], []]);
    expect(asked).toHaveLength(2);
    await capabilities.refreshIfUnmatched(1, [['tpu']]);
    expect(capabilities.entriesFor(['tpu'])).toEqual(['large']);
    expect(capabilities.entriesFor([])).toEqual(['small', 'large']);
    for (let read = 1; read <= 3; read++) await capabilities.refreshIfUnmatched(1, [['other']]);
    expect(asked).toHaveLength(4);
  });

  test('of which none is known are an error', async () => {
    const { answers, asked, capabilities } = start({
      'small-placeholder': new Error('no answer'),
      'large-placeholder': new Error('no answer'),
    });
    await expect(capabilities.refreshIfOld(1)).rejects.toThrow('no answer');
    answers['large-placeholder'] = {};
    await capabilities.refreshIfOld(1);
    expect(capabilities.entriesFor([])).toEqual(['large']);
    expect(asked).toHaveLength(4);
  });
});

describe('parallel jobs', () => {
  const read = () => new ParallelJobsReader(new Organization(connection()), ['small', 'large']).read();

  test('of agents outside of the deployment count as those of others', async () => {
    devops.settings.parallelJobs = 5;
    online('mac-mini');
    online(AGENT);
    online('small-mac');
    for (let job = 1; job <= 3; job++) devops.queueJob({ pool: 'linux' });
    expect(await read()).toEqual({ bought: 5, others: 2 });
  });
});
