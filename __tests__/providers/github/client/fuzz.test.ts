import fc from 'fast-check';
import { GitHub } from '../../../../providers/github/client/client';
import { GitHubError } from '../../../../providers/github/client/error';
import { sendHttp } from '../../../../providers/http/http';
import { aToken } from './scripted-server';

jest.mock('../../../../providers/http/http');

const ADMIN_TOKEN = aToken(9e9);
const SECRETS = ['ghp_theToken', 'REGISTRATION', 'QUEUE-TOKEN', ADMIN_TOKEN];

/** Anything that a server, a proxy or a broken connection could answer, but for the names of failures. */
const anyAnswer = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 202, 204, 301, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 501, 503),
  body: fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', '\uFEFF', '{"count":1,"value":[{"id":5', '<html>', '{"value":null}', '{"count":1}', '[]', 'null', 'true'),
    // The token of the request takes the place of the word.
    fc.constantFrom('{"message":"bad SECRET"}', 'bad SECRET'),
    fc
      .record({
        id: fc.oneof(fc.constant(5), fc.integer(), fc.string(), fc.constant(null)),
        name: fc.oneof(fc.constant('gh-1'), fc.string(), fc.integer()),
        runnerScaleSetId: fc.oneof(fc.integer(), fc.constant(null), fc.string()),
        messageId: fc.oneof(fc.integer(), fc.constant(3)),
        body: fc.oneof(fc.json(), fc.constant(''), fc.constant(null)),
        statistics: fc.oneof(fc.json(), fc.constant(null)),
        sessionId: fc.string(),
        messageQueueUrl: fc.oneof(fc.string(), fc.constant(null)),
      })
      .chain((each) => fc.constantFrom(JSON.stringify(each), JSON.stringify({ count: 1, value: [each] }))),
  ),
  type: fc.constantFrom('application/json', 'text/html', 'text/plain'),
  headers: fc.constantFrom<Record<string, string>>({}, { 'retry-after': '7' }, { 'retry-after': 'x' }, { 'x-ratelimit-remaining': '0' }),
});
type AnyAnswer = typeof anyAnswer extends fc.Arbitrary<infer T> ? T : never;

const toResponse = ({ status, body, type, headers }: AnyAnswer) =>
  new Response([204, 301, 302].includes(status) ? null : body, { status, headers: { 'content-type': type, ...headers } });

const SESSION = {
  sessionId: 's',
  messageQueueUrl: 'https://unused/mq',
  messageQueueAccessToken: 'QUEUE-TOKEN',
  statistics: { totalAssignedJobs: 0, totalRunningJobs: 0 },
};
const USUAL: readonly (readonly [RegExp, number, unknown])[] = [
  [/\/registration-token$/, 201, { token: 'REGISTRATION' }],
  [/\/runner-registration$/, 200, { url: 'https://unused/service', token: ADMIN_TOKEN }],
  [/\/sessions\?/, 200, SESSION],
  [/\/sessions\/s\?/, 200, SESSION],
];

/** A client that gets this answer to each request, except to those that come before. */
function answering(answer: AnyAnswer, usual = USUAL): GitHub {
  jest.mocked(sendHttp).mockImplementation(async (url, { headers }) => {
    const known = usual.find(([path]) => path.test(url));
    const body = answer.body.replace('SECRET', headers['authorization']?.split(' ')[1] ?? '');
    return known === undefined ? toResponse({ ...answer, body }) : new Response(JSON.stringify(known[2]), { status: known[1] });
  });
  return new GitHub({
    url: 'https://github.com/contoso',
    credential: async () => ({ kind: 'pat', token: 'ghp_theToken' }),
    userAgent: 'test/1',
    sleep: async () => {},
  });
}

/** The result of a call, or its error, which must be usable. */
const outcomeOf = async <T>(call: Promise<T>): Promise<T | GitHubError> =>
  call.catch((error: unknown) => {
    if (!(error instanceof GitHubError) || error.message.length < 10) throw error;
    for (const secret of SECRETS) expect(error.message).not.toContain(secret);
    return error;
  });

const signal = new AbortController().signal;

test('for any answer, nothing is absent, taken or busy, because no answer says so', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      fc.pre(!answer.body.includes('Exception'));
      const github = answering(answer);
      const outcomes = [
        await outcomeOf(github.findRunner(5)),
        await outcomeOf(github.deleteScaleSet(9)),
        await outcomeOf(github.removeRunner(5)),
        await outcomeOf(github.createScaleSet({ name: 'a', groupId: 1, labels: [] })),
        await outcomeOf(github.createJitConfig(9, { name: 'a', workFolder: 'b' })),
      ];
      for (const outcome of outcomes) {
        expect([undefined, 'absent', 'busy', 'exists']).not.toContain(outcome);
        if (outcome instanceof GitHubError) expect(outcome.fault).not.toBe('absent');
      }
    }),
    { numRuns: 500 },
  );
});

test('for any answer, a list has only runners of the documented form', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const runners = await outcomeOf(answering(answer).runners());
      if (runners instanceof GitHubError) return;
      for (const { id, name, scaleSetId } of runners)
        expect([typeof id, typeof name, typeof scaleSetId]).toEqual(['number', 'string', 'number']);
    }),
    { numRuns: 500 },
  );
});

test('for any answer, a poll gives a message, none only with 202, or an error', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const opened = await answering(answer).openSession(9, 'a');
      if (opened === 'conflict') throw new Error('a conflict');
      const outcome = await outcomeOf(opened.session.poll({ lastMessageId: 0, capacity: 1, signal }));
      if (outcome === undefined) expect(answer.status).toBe(202);
      else if (!(outcome instanceof GitHubError)) expect(outcome.id).toBeGreaterThan(0);
      else if (outcome.fault === 'absent') expect(answer.status).toBe(404);
    }),
    { numRuns: 500 },
  );
});

test.each(USUAL.slice(0, 3).map(([path]) => path))('for any answer to %s, no session is half open', async (path) => {
  const usual = USUAL.filter(([each]) => each !== path);
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      fc.pre(!answer.body.includes('Exception'));
      const outcome = await outcomeOf(answering(answer, usual).openSession(9, 'a'));
      if (outcome === 'conflict') expect(answer.status).toBe(409);
      else expect(outcome).toMatchObject({ fault: expect.not.stringMatching('absent') });
    }),
    { numRuns: 300 },
  );
});
