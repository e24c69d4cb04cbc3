import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import type { Fault } from '../../../../proof/fake-github/http/fault-effect';
import { call } from '../support/client';
import { START } from '../support/scene';
import { connect, type Service } from '../support/service';

let clock: ManualClock;
let github: FakeGitHub;
let service: Service;
beforeEach(async () => {
  clock = new ManualClock(START);
  github = await FakeGitHub.start({ clock });
  service = await connect(github);
});
afterEach(() => github.close());

const JIT = /generatejitconfig/;

test.each<[Fault, number, string]>([
  ['202', 202, ''],
  ['200-html', 200, '<!DOCTYPE html>'],
  ['200-empty', 200, ''],
  ['400-busy', 400, 'JobStillRunningException'],
  ['400-wrapped', 400, 'JobStillRunningException'],
  ['401', 401, 'VssUnauthorizedException'],
  ['401-rest', 401, 'Bad credentials'],
  ['403', 403, 'VssAccessDeniedException'],
  ['403-rest', 403, 'Resource not accessible by integration'],
  ['404-rest', 404, 'Not Found'],
  ['404-runner', 404, 'AgentNotFoundException'],
  ['404-scale-set', 404, 'RunnerScaleSetNotFoundException'],
  ['404-session', 404, "doesn't exist in redis"],
  ['409-name', 409, 'AgentExistsException'],
  ['409-session', 409, 'RunnerScaleSetSessionConflictException'],
  ['422-busy', 422, 'is still running a job'],
  ['429', 429, 'Too many requests'],
  ['500', 500, '<!DOCTYPE html>'],
  ['501', 501, '<!DOCTYPE html>'],
  ['502', 502, '<!DOCTYPE html>'],
  ['503', 503, '<!DOCTYPE html>'],
  [{ status: 418, body: { tea: true } }, 418, '{"tea":true}'],
  [{ status: 400, body: 'plain', headers: { 'content-type': 'text/plain' } }, 400, 'plain'],
])('%j answers %i with "%s", and the request has no effect', async (answer, status, text) => {
  const fault = github.fault({ method: 'POST', path: /runnerscalesets\?/, answer });
  const got = await service.createSet();
  expect(got.status).toBe(status);
  if (text === '') expect(got.text).toBe('');
  else expect(got.text).toContain(text);
  expect([fault.hits, github.scaleSets]).toEqual([1, []]);
  expect(github.requests.at(-1)).toMatchObject({ status });
});

test.each([
  [5, '5'],
  [new Date('2026-01-05T10:00:07Z'), 'Mon, 05 Jan 2026 10:00:07 GMT'],
  [undefined, null],
])('429 and 503 may say when to come again: %s', async (retryAfter, header) => {
  for (const status of [429, 503]) {
    github.fault({ answer: { status, ...(retryAfter !== undefined && { retryAfter }) }, times: 1 });
    const answer = await service.createSet();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, header]);
  }
});

test('a byte order mark is in front of the body', async () => {
  github.fault({ answer: 'bom' });
  const response = await fetch(`${github.origin}/api/v3/orgs/contoso`, { headers: { authorization: `Bearer ${github.token}` } });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
});

test('a cut answer has half of its body, although the request took effect', async () => {
  github.fault({ answer: 'cut', times: 1 });
  await expect(service.createSet()).rejects.toThrow();
  expect(github.scaleSets).toHaveLength(1);
  expect((await service.createSet('other')).status).toBe(200);
});

test('the answer to generatejitconfig is lost: the name is taken then', async () => {
  await service.createSet();
  github.fault({ path: JIT, answer: 'lost-answer', times: 1 });
  await expect(service.jit('runner-1')).rejects.toThrow('fetch failed');
  expect((await service.jit('runner-1')).status).toBe(409);
});

test('the connection is reset before the request takes effect', async () => {
  await service.createSet();
  github.fault({ path: JIT, answer: 'reset', times: 1 });
  await expect(service.jit('runner-1')).rejects.toThrow('fetch failed');
  expect((await service.jit('runner-1')).status).toBe(200);
});

test('hang never answers', async () => {
  const fault = github.fault({ answer: 'hang' });
  const answer = service.createSet();
  answer.catch(() => {});
  await github.eventually('the request is there', () => fault.hits === 1);
  clock.advance(3600_000);
  expect(github.requests.at(-1)?.status).toBeUndefined();
  await github.close();
  await expect(answer).rejects.toThrow('fetch failed');
  github = await FakeGitHub.start();
});

test('a slow answer is served after its delay', async () => {
  github.fault({ answer: 'slow', delayMs: 1000 });
  const answer = service.createSet();
  await github.eventually('it is delayed', () => github.requests.at(-1)?.path.endsWith('/runnerscalesets') === true);
  clock.advance(1000);
  expect((await answer).status).toBe(200);
});

test('a fault ends after its number of hits or when it is removed; the newest one applies', async () => {
  const old = github.fault({ answer: '403' });
  github.fault({ answer: '503', times: 2 });
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await call(github, 'GET', '/user')).status);
  old.remove();
  statuses.push((await call(github, 'GET', '/user')).status);
  expect(statuses).toEqual([503, 503, 403, 200]);
});

test('a fault hits only its method and its path with the query', async () => {
  const fault = github.fault({ method: 'GET', path: /\/orgs\/contoso\/actions\/runners\?name=x$/, answer: '500' });
  const path = '/orgs/contoso/actions/runners';
  const statuses = [];
  for (const query of ['?name=x', '?name=xy', '']) statuses.push((await call(github, 'GET', `${path}${query}`)).status);
  expect([statuses, fault.hits]).toEqual([[500, 200, 200], 1]);
});

test('every answer has an id to ask the service about, and the date of the fake', async () => {
  expect((await service.createSet()).headers.get('activityid')).toMatch(/^[0-9a-f-]{36}$/);
  const { headers } = await call(github, 'GET', '/user');
  expect(headers.get('x-github-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('date')).toBe('Mon, 05 Jan 2026 10:00:00 GMT');
});

test('REST calls are counted in windows of an hour, and refused beyond the limit', async () => {
  github.settings.restLimit = 3;
  const authorization = `Bearer ${github.issueToken({ login: 'bob' })}`;
  const remaining = [];
  for (let n = 0; n < 3; n++) remaining.push((await call(github, 'GET', '/user', { authorization })).headers.get('x-ratelimit-remaining'));
  expect(remaining).toEqual(['2', '1', '0']);
  const { status, text, headers } = await call(github, 'GET', '/user', { authorization });
  expect({ status, text, remaining: headers.get('x-ratelimit-remaining') }).toEqual({
    status: 403,
    text: expect.stringContaining('API rate limit exceeded'),
    remaining: '0',
  });
  clock.advance(3600_000);
  expect((await call(github, 'GET', '/user', { authorization })).status).toBe(200);
});

test('an answer that has not changed is 304, and is not counted', async () => {
  const authorization = `Bearer ${github.issueToken({ login: 'bob' })}`;
  const path = '/orgs/contoso/actions/runner-groups';
  const first = await call(github, 'GET', path, { authorization });
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  const same = await call(github, 'GET', path, { authorization, headers });
  expect([same.status, same.text, same.headers.get('x-ratelimit-used')]).toEqual([304, '', '1']);
  github.addGroup({ name: 'Special' });
  const changed = await call(github, 'GET', path, { authorization, headers });
  expect([changed.status, changed.headers.get('x-ratelimit-used')]).toEqual([200, '2']);
});
