import { callSources } from '../../../config/calls/call-sources';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { aConfig } from '../../support/builders';
import { cleanup } from './support/cleanup';
import { startDevOps } from './support/devops';
import { pod } from './support/pod';

/** The stub of config.sh asks for connectionData, the agent pool and the agent, and registers. */
const STUB_CONFIG_CALLS = 4;

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

test('a pod makes as many calls with the identity of the deployment as are computed for a job', async () => {
  devops.queueJob({ pool: 'linux', script: 'echo hello' });
  expect(await pod({ devops, name: 'linux-x7k2p' }).ended).toEqual({ run: 0, register: 0 });
  const computed = callSources(aConfig(), { jobMinutes: 0, configCalls: STUB_CONFIG_CALLS }).find(({ caller }) => caller === 'registrars');
  expect(devops.requests.filter(({ user }) => user === 'Ada')).toHaveLength(computed?.perJob ?? 0);
}, 60_000);
