import { readAnswer } from '../../../../providers/github/client/answer';
import { GitHubError, isException } from '../../../../providers/github/client/error';

const DATE = 'Mon, 05 Jan 2026 10:00:00 GMT';
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const answer = (status: number, body: string | null, headers: Record<string, string> = JSON_TYPE) =>
  readAnswer(new Response(body, { status, headers }), { asked: 'GET sets', remedies: { right: 'ask the owner' }, secret: 'ghp_secret' });
const failure = async (...args: Parameters<typeof answer>): Promise<GitHubError> => {
  const error = await answer(...args).catch((thrown: unknown) => thrown);
  if (error instanceof GitHubError) return error;
  throw new Error('the answer was read as a success');
};
const exception = (name: string, message = 'no') =>
  JSON.stringify({ typeName: `GitHub.DistributedTask.WebApi.${name}, GitHub.DistributedTask.WebApi`, message });

test('a success has its JSON, also after a byte order mark', async () => {
  expect(await answer(200, '{"count":0}')).toMatchObject({ status: 200, json: { count: 0 } });
  expect(await answer(200, '\uFEFF{"count":0}')).toMatchObject({ json: { count: 0 } });
  expect(await answer(204, null)).toMatchObject({ status: 204, json: undefined });
  expect(await answer(202, '')).toMatchObject({ status: 202, json: undefined });
});

test.each([
  ['a wrong token', 401, '{"message":"Bad credentials"}', JSON_TYPE, 'signIn'],
  ['a missing right', 403, '{"message":"Resource not accessible"}', JSON_TYPE, 'right'],
  ['too many requests, said with 403', 403, '{}', { ...JSON_TYPE, 'x-ratelimit-remaining': '0' }, 'transient'],
  ['too many requests, said with 403 and a wait', 403, '{}', { ...JSON_TYPE, 'retry-after': '60' }, 'transient'],
  ['what the REST API does not have', 404, '{"message":"Not Found","documentation_url":"https://docs"}', JSON_TYPE, 'absent'],
  ['what the service does not have', 404, exception('RunnerScaleSetNotFoundException'), JSON_TYPE, 'absent'],
  ['a session that has expired', 400, exception('RunnerScaleSetSessionExpiredException'), JSON_TYPE, 'absent'],
  ['the 404 of a proxy', 404, '<html>', HTML, 'transient'],
  ['the JSON 404 of a proxy', 404, '{"message":"no Route matched"}', JSON_TYPE, 'transient'],
  ['an empty 404', 404, '', {}, 'transient'],
  ['a time-out of the server', 408, '', {}, 'transient'],
  ['too many requests', 429, '{}', JSON_TYPE, 'transient'],
  ['an error of the server', 500, '', {}, 'transient'],
  ['what the server cannot do', 501, '', {}, 'refused'],
  ['an outage', 503, '<html>', HTML, 'transient'],
  ['a page as a success', 200, '<!DOCTYPE html>', HTML, 'transient'],
  ['truncated JSON', 200, '{"count":1,"val', JSON_TYPE, 'transient'],
  ['a redirect', 301, null, { location: '/' }, 'refused'],
  ['a wrong request', 400, '{}', JSON_TYPE, 'refused'],
  ['a conflict', 409, exception('RunnerScaleSetSessionConflictException'), JSON_TYPE, 'refused'],
])('%s (%i) is an error', async (_what, status, body, headers, fault) => {
  expect(await failure(status, body, headers)).toMatchObject({ fault, status });
});

test.each([
  ['in its field', exception('TaskAgentExistsException')],
  [
    'in the text of another error',
    '{"error":"Bad Request","details":"failed: \\"{\\\\\\"typeName\\\\\\":\\\\\\"GitHub.TaskAgentExistsException, X\\\\\\"}\\""}',
  ],
  ['in a text', 'GitHub.DistributedTask.WebApi.TaskAgentExistsException: no'],
])('the name of a failure is found %s', async (_where, body) => {
  const error = await failure(409, body);
  expect(isException(error, 'AgentExistsException')).toBe(true);
  expect(isException(error, 'AgentNotFoundException')).toBe(false);
});

test('the message says what was asked, what came back, what to do, and how support finds the request', async () => {
  const headers = { ...JSON_TYPE, activityid: 'A-1', 'x-github-request-id': 'B:2' };
  expect((await failure(403, '{"message":"Must be an owner"}', headers)).message).toBe(
    'GET sets: refused (403): Must be an owner: ask the owner (request A-1, B:2)',
  );
  expect((await failure(503, '<html>an outage</html>', HTML)).message).toBe('GET sets: no usable answer (503): a page in HTML');
  expect((await failure(400, 'in plain words', { 'content-type': 'text/plain' })).message).toBe('GET sets: refused (400): in plain words');
  expect((await failure(500, '', {})).message).toBe('GET sets: no usable answer (500)');
  expect((await failure(400, '{"details":"wrapped"}')).message).toBe('GET sets: refused (400): wrapped');
});

test('a secret is not in the message, even if the server repeats it', async () => {
  const token = `eyJhbGciOiJub25lIn0.${'a'.repeat(20)}.sig`;
  const { message } = await failure(401, JSON.stringify({ message: `Bad token ghp_secret or ${token}` }));
  expect(message).toBe('GET sets: not signed in (401): Bad token (not shown) or (not shown)');
});

test('a very long message of the server is quoted only in part', async () => {
  expect((await failure(500, JSON.stringify({ message: 'x'.repeat(1_000_000) }))).message.length).toBeLessThan(3000);
  expect((await failure(500, 'x '.repeat(1_000_000), {})).message.length).toBeLessThan(3000);
});

test.each([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': 'Mon, 05 Jan 2026 10:02:00 GMT' }, 120_000],
  [{ 'retry-after': '99999999' }, 600_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse(DATE) / 1000 + 30) }, 30_000],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' }, 600_000],
  [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '9999999999' }, undefined],
  [{ 'x-ratelimit-remaining': '0' }, undefined],
])('%j asks to wait for %j ms by the clock of the server', async (headers, ms) => {
  expect((await failure(429, '{}', { ...JSON_TYPE, date: DATE, ...(headers as Record<string, string>) })).retryAfterMs).toBe(ms);
});
