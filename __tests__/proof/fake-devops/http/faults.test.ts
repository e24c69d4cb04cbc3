import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import type { Fault } from '../../../../proof/fake-devops/http/fault-effect';
import { call } from '../support/client';

let clock: ManualClock;
let devops: FakeDevOps;
beforeEach(async () => {
  clock = new ManualClock('2026-01-05T10:00:00Z');
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9' });
});
afterEach(() => devops.close());

const POOLS_URL = '/_apis/distributedtask/pools?poolName=linux';
const AGENT_URL = '/_apis/distributedtask/pools/44/agents/25?api-version=7.1';

test.each<[Fault, number, string]>([
  ['401-empty', 401, ''],
  ['401-expired', 401, 'AccessCheckException'],
  ['203-html', 203, '<!DOCTYPE html>'],
  ['302', 302, ''],
  ['403', 403, 'AccessDeniedException'],
  ['404', 404, 'TaskAgentNotFoundException'],
  ['400-busy', 400, 'TaskAgentJobStillRunningException'],
  ['409-name', 409, 'TaskAgentExistsException'],
  ['409-session', 409, 'TaskAgentSessionConflictException'],
  ['503', 503, '<html>'],
  [{ status: 429, retryAfter: 5 }, 429, 'TF400733: The request has been canceled'],
  [{ status: 503, retryAfter: 5 }, 503, ''],
  [{ status: 200, body: { count: 'one' } }, 200, '{"count":"one"}'],
  [{ status: 502, body: '<html>Bad gateway', headers: { 'content-type': 'text/html' } }, 502, '<html>Bad gateway'],
])('%j answers %i with "%s", and the request has no effect', async (answer, status, text) => {
  const fault = devops.fault({ method: 'DELETE', answer });
  const got = await call(devops, 'DELETE', AGENT_URL);
  expect(got.status).toBe(status);
  if (text === '') expect(got.text).toBe('');
  else expect(got.text).toContain(text);
  expect(fault.hits).toBe(1);
  expect(devops.agentsOf('linux')).toHaveLength(1);
  expect(devops.requests.at(-1)).toMatchObject({ status });
});

test('429 has a Retry-After and an empty budget', async () => {
  devops.fault({ answer: { status: 429, retryAfter: 5 } });
  const { headers } = await call(devops, 'GET', POOLS_URL);
  expect(Object.fromEntries(headers)).toMatchObject({
    'retry-after': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '200',
    'x-ratelimit-resource': 'Concurrency',
    'x-ratelimit-reset': String(clock.now() / 1000 + 300),
  });
});

test('200-delayed is served after the delay, which its headers name', async () => {
  devops.fault({ answer: '200-delayed' });
  let isAnswered = false;
  const answer = call(devops, 'GET', POOLS_URL).finally(() => {
    isAnswered = true;
  });
  await devops.eventually('the request is there', () => devops.requests.length === 1);
  clock.advance(3499);
  await call(devops, 'GET', `${devops.origin}/_signin`);
  expect(isAnswered).toBe(false);
  clock.advance(1);
  const { status, json, headers } = await answer;
  expect({ status, count: json['count'] }).toEqual({ status: 200, count: 1 });
  expect(Object.fromEntries(headers)).toMatchObject({ 'x-ratelimit-delay': '3.5', 'x-ratelimit-remaining': '0' });
});

test('any fault can be delayed', async () => {
  devops.fault({ answer: '503', delayMs: 1000 });
  const answer = call(devops, 'GET', POOLS_URL);
  await devops.eventually('the request is there', () => devops.requests.length === 1);
  expect(devops.requests[0]?.status).toBeUndefined();
  clock.advance(1000);
  expect((await answer).status).toBe(503);
});

test('truncated-json is a successful answer with half of its body', async () => {
  const { text: complete } = await call(devops, 'GET', POOLS_URL);
  devops.fault({ answer: 'truncated-json' });
  const { status, text, headers } = await call(devops, 'GET', POOLS_URL);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('application/json');
  expect(complete.startsWith(text)).toBe(true);
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
});

test('truncated-json lets a write take effect', async () => {
  devops.fault({ answer: 'truncated-json' });
  const { text } = await call(devops, 'PATCH', AGENT_URL, { body: { id: 25, enabled: false } });
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(devops.agentsOf('linux')).toMatchObject([{ enabled: false }]);
});

test('pool-count-0 and pool-count-2 change the number of agent pools in the list', async () => {
  const none = devops.fault({ answer: 'pool-count-0' });
  expect((await call(devops, 'GET', POOLS_URL)).json).toEqual({ count: 0, value: [] });
  none.remove();
  devops.fault({ answer: 'pool-count-2' });
  expect((await call(devops, 'GET', POOLS_URL)).json).toMatchObject({ count: 2, value: [{ id: 44 }, { id: 45 }] });
});

test('reset breaks the connection before the request takes effect, lost-answer afterwards', async () => {
  const reset = devops.fault({ answer: 'reset' });
  await expect(call(devops, 'DELETE', AGENT_URL)).rejects.toThrow('fetch failed');
  expect(devops.agentsOf('linux')).toHaveLength(1);
  reset.remove();
  devops.fault({ answer: 'lost-answer' });
  await expect(call(devops, 'DELETE', AGENT_URL)).rejects.toThrow('fetch failed');
  expect(devops.agentsOf('linux')).toHaveLength(0);
});

test('hang never answers, and the request has no effect', async () => {
  devops.fault({ answer: 'hang', method: 'DELETE' });
  const answer = call(devops, 'DELETE', AGENT_URL);
  await devops.eventually('the request is there', () => devops.requests.length === 1);
  clock.advance(3_600_000);
  await call(devops, 'GET', POOLS_URL);
  expect(devops.requests[0]?.status).toBeUndefined();
  expect(devops.agentsOf('linux')).toHaveLength(1);
  await devops.close();
  await expect(answer).rejects.toThrow('fetch failed');
  devops = await FakeDevOps.start();
});

test('a fault hits only its method and its path with the query', async () => {
  const fault = devops.fault({ method: 'GET', path: /pools\?poolName=linux$/, answer: '503' });
  const statuses = [];
  for (const path of [POOLS_URL, `${POOLS_URL}&x=1`, '/_apis/distributedtask/pools/44'])
    statuses.push((await call(devops, 'GET', path)).status);
  statuses.push((await call(devops, 'PATCH', '/_apis/distributedtask/pools/44?api-version=7.1', { body: {} })).status);
  expect(statuses).toEqual([503, 200, 200, 200]);
  expect(fault.hits).toBe(1);
});

test('a fault ends after its number of hits or when it is removed; the newest one applies', async () => {
  const old = devops.fault({ answer: '403' });
  devops.fault({ answer: '503', times: 2 });
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await call(devops, 'GET', POOLS_URL)).status);
  old.remove();
  statuses.push((await call(devops, 'GET', POOLS_URL)).status);
  expect(statuses).toEqual([503, 503, 403, 200]);
});

test('a redirect leads to the sign-in page, even if the fault matches its path, too', async () => {
  devops.fault({ path: /pools/, answer: '302' });
  const response = await fetch(`${devops.url}${POOLS_URL}`);
  expect(response.status).toBe(203);
});

test('every answer has the headers of the budget while one is set', async () => {
  devops.rateLimit({ remaining: 12, limit: 100, resetSeconds: 60, delay: 0.25, retryAfter: 3 });
  expect(Object.fromEntries((await call(devops, 'GET', POOLS_URL)).headers)).toMatchObject({
    'x-ratelimit-remaining': '12',
    'x-ratelimit-limit': '100',
    'x-ratelimit-delay': '0.25',
    'x-ratelimit-reset': String(clock.now() / 1000 + 60),
    'retry-after': '3',
  });
  devops.rateLimit(undefined);
  expect((await call(devops, 'GET', POOLS_URL)).headers.has('x-ratelimit-remaining')).toBe(false);
});
