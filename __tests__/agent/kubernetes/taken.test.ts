import { flagsInMemory } from '../../../agent/handover/flags';
import { markTaken } from '../../../agent/kubernetes/taken';
import { ApiServer } from '../support/api-server';
import { fakeWorld } from '../support/fakes';

let server: ApiServer;
beforeEach(async () => {
  server = await ApiServer.start();
});
afterEach(() => server.close());

function setUp() {
  const world = fakeWorld(() => {});
  const flags = flagsInMemory();
  const whyTaken = () => (flags.has('job-started') ? 'JobStarted' : flags.has('stop') ? 'Leaving' : undefined);
  const mark = (timeoutMs?: number) => markTaken({ name: 'linux-x7k2p', kubernetes: server.api(timeoutMs), whyTaken }, world.runtime);
  return { world, flags, mark };
}

test.each([
  ['job-started', 'JobStarted'],
  ['stop', 'Leaving'],
] as const)('after %s the pod gets the condition once, with the reason %s', async (flag, reason) => {
  const { world, flags, mark } = setUp();
  const before = world.clock.at(29_000, () => expect(server.asked).toEqual([]));
  world.clock.at(30_000, () => flags.set(flag));
  await Promise.all([mark(), before]);
  expect(server.asked).toMatchObject([
    {
      method: 'PATCH',
      url: '/api/v1/namespaces/agents/pods/linux-x7k2p/status',
      authorization: 'Bearer first',
      contentType: 'application/strategic-merge-patch+json',
    },
  ]);
  expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({
    status: {
      conditions: [{ type: 'azure-pipelines-agent/Taken', status: 'True', reason, lastTransitionTime: expect.stringMatching(/^20.*Z$/) }],
    },
  });
  expect(world.clock.now()).toBeLessThanOrEqual(30_200);
});

test('it tries until it succeeds, and logs each failure', async () => {
  const { world, flags, mark } = setUp();
  await flags.set('job-started');
  server.answer = (_, response) => void response.writeHead(server.asked.length < 3 ? 403 : 200).end('{}');
  await mark();
  expect(server.asked).toHaveLength(3);
  expect(world.lines.filter((line) => line.includes('check that the service account may patch pods/status'))).toHaveLength(2);
});

test('a call without an answer is repeated', async () => {
  const { flags, mark } = setUp();
  await flags.set('job-started');
  server.answer = (_, response) => {
    if (server.asked.length > 1) response.end('{}');
  };
  await mark(50);
  expect(server.asked).toHaveLength(2);
});

test.each([
  ['before', () => {}],
  ['after', (flags: ReturnType<typeof flagsInMemory>) => void flags.set('job-started')],
])('SIGTERM %s the start of the job ends the wait', async (_when, set) => {
  const { world, flags, mark } = setUp();
  server.answer = (_, response) => void response.writeHead(500).end();
  set(flags);
  world.clock.at(10_000, world.stop);
  await mark();
  expect(world.clock.now()).toBe(10_000);
});
