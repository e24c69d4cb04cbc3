import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

test('a listener that hangs after its job, deaf to SIGINT: it is killed, the pod ends well, and nothing is left', async () => {
  devops.stub.set({ hangAfterJob: true, hangIgnoringSignals: true });
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun' });
  // Waits of half a minute each, for a result and then for the end.
  const { ended, run } = pod({ devops, clockRate: 10, env: FAST_CLOCK_LIMITS });
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
  expect(run.events('the listener is to end')).toMatchObject([{ because: 'it hangs after its job' }]);
  expect(run.events('ending the listener')).toMatchObject([{ allowed: true }]);
  expect(run.events('the listener did not end, killing it')).toHaveLength(1);
}, 60_000);
