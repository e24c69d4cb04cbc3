import fc from 'fast-check';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import { DevOpsError } from '../../../../providers/azure-devops/client/error';
import { sendHttp } from '../../../../providers/http/http';

jest.mock('../../../../providers/http/http');

const AGENT = { poolId: 44, agentId: 25 };

/** Anything that a server, a proxy or a broken connection could answer. */
const anyAnswer = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 203, 204, 301, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503),
  body: fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', '{"count":1,"value":[{"id":25', '<html>', '{"value":null}', '{"value":{}}', '{"count":0}', '[]', 'null', 'true'),
    fc
      .record({
        id: fc.oneof(fc.constant(25), fc.integer(), fc.string(), fc.constant(null)),
        name: fc.oneof(fc.string(), fc.integer()),
        enabled: fc.oneof(fc.boolean(), fc.constant('yes')),
        status: fc.constantFrom('online', 'offline', 'unknown', 7),
        assignedRequest: fc.oneof(fc.constant(undefined), fc.constant(null), fc.json(), fc.record({ requestId: fc.integer() })),
        statusChangedOn: fc.oneof(fc.string(), fc.integer(), fc.constant('2026-01-05T10:00:00.1234567Z')),
      })
      .map((each) => JSON.stringify(each)),
  ),
  type: fc.constantFrom('application/json', 'text/html', 'text/plain'),
  headers: fc.constantFrom<Record<string, string>>({}, { 'retry-after': '7' }, { 'retry-after': 'x' }, { date: 'never' }),
});

/** A client that gets this answer to every request. */
function answering({ status, body, type, headers }: typeof anyAnswer extends fc.Arbitrary<infer T> ? T : never): DevOps {
  const noBody = [204, 301, 302].includes(status);
  jest
    .mocked(sendHttp)
    .mockImplementation(async () => new Response(noBody ? null : body, { status, headers: { 'content-type': type, ...headers } }));
  return new DevOps({ url: 'https://unused', token: async () => ({ value: 't', scheme: 'basic' }), timeoutMs: 1000 });
}

const outcomeOf = async <T>(call: Promise<T>): Promise<T | DevOpsError> =>
  call.catch((error: unknown) => {
    if (error instanceof DevOpsError && error.message.length > 10) return error;
    throw error;
  });

test('for any answer, an agent is found or the error says what came back; it is never absent', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const devops = answering(answer);
      const found = await outcomeOf(devops.findAgent(AGENT));
      if (found === undefined) throw new Error('the agent counts as absent, but no answer said so');
      if (found instanceof DevOpsError) return;
      expect(found).toMatchObject({ id: 25, name: expect.any(String), enabled: expect.any(Boolean) });
      expect(['online', 'offline']).toContain(found.status);
    }),
    { numRuns: 1000 },
  );
});

test('for any answer, a list has only agents, agent pools or job requests of the documented form', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const devops = answering(answer);
      for (const call of [devops.agents(44), devops.jobs(44, 50)]) {
        const outcome = await outcomeOf<{ value: readonly unknown[] }>(call);
        if (!(outcome instanceof DevOpsError)) expect(Array.isArray(outcome.value)).toBe(true);
      }
      const pool = await outcomeOf(devops.findManagedAgentPool({ name: 'linux' }));
      if (!(pool instanceof DevOpsError)) expect(pool.name.toLowerCase()).toBe('linux');
      expect(await outcomeOf(devops.delete(AGENT))).not.toBe('absent');
    }),
    { numRuns: 500 },
  );
});

test('a list of agents is empty only if the server sent an empty list', async () => {
  for (const body of ['{"value":null}', '{"value":{}}', '{"count":0}', '[]', 'null', '', '{"count":0,"value":']) {
    await expect(answering({ status: 200, body, type: 'application/json', headers: {} }).agents(44)).rejects.toBeInstanceOf(DevOpsError);
  }
  await expect(
    answering({ status: 200, body: '{"count":0,"value":[]}', type: 'application/json', headers: {} }).agents(44),
  ).resolves.toEqual({
    value: [],
    serverTime: undefined,
  });
});
