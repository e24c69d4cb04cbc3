import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

test('a job is run by its own pod, and nothing is left of it', async () => {
  const job = devops.queueJob({ pool: 'linux', script: 'echo hello; while [ ! -e "$AGENT_WORKFOLDER/go" ]; do sleep 0.05; done' });
  const { ended, folder, run } = pod({ devops, name: 'linux-x7k2p' });

  await devops.eventually('the job runs', () => job.log === 'hello\n');
  expect([job.agentName, agentNames(devops)]).toEqual(['linux-x7k2p', ['linux-x7k2p']]);
  for (const home of [folder.handover, run.home]) {
    for (const name of ['.agent', '.credentials', '.credentials_rsaparams']) {
      expect([name, statSync(join(home, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  }
  writeFileSync(join(folder.work, 'go'), '');

  expect(await ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);
