import { readAnswer } from '../../../../providers/azure-devops/client/answer';
import { DevOpsError } from '../../../../providers/azure-devops/client/error';

const DATE = 'Mon, 05 Jan 2026 10:00:00 GMT';
const answer = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  readAnswer('GET pools', new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } }));
const failure = async (...args: Parameters<typeof answer>): Promise<DevOpsError> => {
  const error = await answer(...args).catch((thrown: unknown) => thrown);
  if (error instanceof DevOpsError) return error;
  throw new Error('the answer was read as a success');
};
const HTML = { 'content-type': 'text/html; charset=utf-8' };

test("a success has its JSON and the server's time", async () => {
  expect(await answer(200, '{"count":0}', { date: DATE })).toEqual({ json: { count: 0 }, serverTime: Date.UTC(2026, 0, 5, 10) });
  expect(await answer(204, null)).toEqual({ json: undefined, serverTime: undefined });
});

test.each([
  ['a wrong token', 401, '', {}, 'signIn'],
  ['the sign-in page as a success', 203, '<html>', HTML, 'signIn'],
  ['the sign-in page as an ordinary success', 200, '<html>', HTML, 'signIn'],
  ['JSON with 203', 203, '{"count":0,"value":[]}', {}, 'signIn'],
  ['a redirect to the sign-in page', 302, null, { location: '/_signin' }, 'signIn'],
  ['a missing right', 403, '{}', {}, 'right'],
  ['an unknown name', 404, '{}', {}, 'absent'],
  ['a time-out of the server', 408, '', {}, 'transient'],
  ['too many requests', 429, '{}', {}, 'transient'],
  ['an error of the server', 500, '', {}, 'transient'],
  ['an outage', 503, '<html>', HTML, 'transient'],
  ['truncated JSON', 200, '{"count":1,"val', {}, 'transient'],
  ['a wrong request', 400, '{}', {}, 'refused'],
  ['a conflict', 409, '{}', {}, 'refused'],
])('%s (%i) is an error', async (_what, status, body, headers, fault) => {
  expect(await failure(status, body, headers)).toMatchObject({ fault, status });
});

test('the message of the server comes before the remedy, whether it is in the body or in a header', async () => {
  const expired = '{"message":"Access Denied: The Personal Access Token used has expired.","typeKey":"AccessCheckException"}';
  const remedy = 'check the token, its scope "Agent Pools (Read & manage)", that it has not expired, and the organisation';
  expect(await failure(401, expired)).toMatchObject({
    message: `GET pools: not signed in (401): Access Denied: The Personal Access Token used has expired.: ${remedy}`,
    typeKey: 'AccessCheckException',
  });
  expect((await failure(401, '', { 'x-tfs-serviceerror': 'TF400813%3a+not+authorized' })).message).toBe(
    `GET pools: not signed in (401): TF400813: not authorized: ${remedy}`,
  );
  expect((await failure(401, '', { 'x-tfs-serviceerror': '%E0%A4%A' })).message).toBe(`GET pools: not signed in (401): ${remedy}`);
  expect((await failure(404, '<html>', HTML)).message).toBe(
    'GET pools: not found (404): check the URL of the organisation, which ends with its name and no project, and the names and ids that were asked for',
  );
  expect((await failure(403, '{}')).message).toBe(
    'GET pools: refused (403): make the identity an Administrator of the agent pool, and give a token the scope "Agent Pools (Read & manage)"',
  );
});

test.each([
  ['120', 120_000],
  ['0.5', 500],
  ['Mon, 05 Jan 2026 10:02:00 GMT', 120_000],
  ['Mon, 05 Jan 2026 09:00:00 GMT', undefined],
  ['99999999', 600_000],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
])('Retry-After %j means %j ms by the clock of the server', async (value, ms) => {
  expect((await failure(429, '{}', { date: DATE, 'retry-after': value })).retryAfterMs).toBe(ms);
});

test('reading stops at an answer that is too large', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1 << 20;
      controller.enqueue(new Uint8Array(1 << 20));
    },
  });
  await expect(readAnswer('GET pools', new Response(endless))).rejects.toMatchObject({ fault: 'transient' });
  expect(sent).toBeLessThan(40 << 20);
});
