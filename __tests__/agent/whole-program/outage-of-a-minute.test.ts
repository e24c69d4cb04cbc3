import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { FAST_CLOCK_LIMITS, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** All calls of this program and config.sh; those of the listener succeed. */
const CALLS = /connectionData|distributedtask\/pools(\?|\/\d+\/agents)/;
const RATE = 10;
/** By the clock of the program. */
const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, (count * 1000) / RATE));

test('Azure DevOps answers 503 for a minute during registration, and for half a minute during deregistration', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.1; done' });
  const first = devops.fault({ path: CALLS, answer: '503' });
  const { ended, folder, register } = pod({ devops, clockRate: RATE, env: FAST_CLOCK_LIMITS });
  await seconds(60);
  expect(agentNames(devops)).toEqual([]);
  first.remove();
  await devops.eventually('the job runs', () => job.log === 'begun\n');

  const second = devops.fault({ path: CALLS, answer: '503' });
  writeFileSync(join(folder.work, 'end'), '');
  await register.event('deregistering again');
  await seconds(30);
  second.remove();
  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
  // During an outage the waits double, up to half a minute.
  expect(first.hits).toBeLessThan(15);
  expect(second.hits).toBeLessThan(15);
}, 60_000);
