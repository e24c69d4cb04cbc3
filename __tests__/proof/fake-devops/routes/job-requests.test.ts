import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import type { Job } from '../../../../proof/fake-devops/state/job';
import { call } from '../support/client';
import { Listener } from '../support/listener';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
});
afterEach(() => devops.close());

const REQUESTS_PATH = '/_apis/distributedtask/pools/44/jobrequests';
const list = async (query: string) => {
  const { json, headers } = await call(devops, 'GET', `${REQUESTS_PATH}?${query}`);
  const value = json.value ?? [];
  return { ids: value.map(({ requestId }) => requestId), value, next: headers.get('x-ms-continuationtoken') };
};
const queue = (count: number): Job[] => Array.from({ length: count }, () => devops.queueJob({ pool: 'linux' }));
const finish = (jobs: readonly Job[]) => {
  for (const job of jobs) {
    clock.advance(1);
    devops.cancelJob(job);
  }
};

test('completedRequestCount=0 omits finished requests', async () => {
  finish(queue(3).slice(0, 2));
  const { ids, value } = await list('completedRequestCount=0');
  expect(ids).toEqual([903]);
  expect(value[0]).toHaveProperty('matchedAgents');
});

test('the default are the unfinished requests and the last 50 finished ones', async () => {
  const jobs = queue(62);
  finish(jobs.slice(0, 60).reverse());
  const { ids, value } = await list('');
  expect(ids).toHaveLength(52);
  expect(ids).toEqual([962, 961, ...Array.from({ length: 50 }, (_, index) => 950 - index)]);
  expect(value.every((each) => 'matchedAgents' in each)).toBe(true);
});

test('completedRequestCount returns the requests that finished last', async () => {
  const [first, second, third] = queue(3);
  finish([third, first, second].filter((job) => job !== undefined));
  expect((await list('completedRequestCount=2')).ids).toEqual([902, 901]);
});

test('the number of unfinished requests is not limited', async () => {
  queue(260);
  expect((await list('completedRequestCount=0')).ids).toHaveLength(260);
});

test('$top returns the newest requests, including finished ones, without matchedAgents', async () => {
  finish(queue(4).slice(2, 3));
  const { ids, value } = await list('$top=3');
  expect(ids).toEqual([904, 903, 902]);
  expect(value.some((each) => 'matchedAgents' in each)).toBe(false);
});

test('$top overrides completedRequestCount', async () => {
  finish(queue(2));
  expect((await list('$top=250&completedRequestCount=0')).ids).toEqual([902, 901]);
});

test('$top is limited to 200, and a continuation token returns the next page', async () => {
  queue(201);
  for (const top of [250, 200]) {
    const { ids, next } = await list(`$top=${top}`);
    expect({ length: ids.length, first: ids[0], next }).toEqual({ length: 200, first: 1101, next: '902' });
  }
  expect(await list('$top=250&continuationToken=902')).toMatchObject({ ids: [901], next: null });
});

test('requests can be filtered by agent, by plan and job, and read by id', async () => {
  const [first, second] = [await Listener.online(devops, 'one', clock.now()), await Listener.online(devops, 'two', clock.now())];
  const jobs = queue(3);
  expect((await list(`agentIds=${second.agent.id}`)).ids).toEqual([902]);
  expect((await list(`agentIds=${first.agent.id},${second.agent.id}`)).ids).toEqual([902, 901]);
  expect((await list(`agentId=${first.agent.id}`)).ids).toEqual([901]);
  const { planId, jobId } = jobs[2]?.record ?? {};
  expect((await list(`planId=${planId}&jobId=${jobId}`)).ids).toEqual([903]);
  expect((await list(`planId=${planId}&jobId=${jobs[0]?.record.jobId}`)).ids).toEqual([]);
  expect((await call(devops, 'GET', `${REQUESTS_PATH}/902`)).json).toMatchObject({ requestId: 902, reservedAgent: { name: 'two' } });
});
