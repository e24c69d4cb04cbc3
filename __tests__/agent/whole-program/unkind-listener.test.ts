import { existsSync } from 'node:fs';
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

test('a console in German says as much: a job that is taken and cannot be confirmed is no failure', async () => {
  devops.stub.set({ exitWithoutJob: true });
  devops.queueJob({ pool: 'linux' });
  const started = pod({ devops, env: { LANG: 'de_DE.UTF-8' } });
  expect(await started.run.exited).toBe(0);
  expect(started.run.output).toContain('wird ausgeführt');
  expect(existsSync(join(started.folder.handover, 'job-taken'))).toBe(true);
  expect(started.run.events('the listener ended without running a job')[0]).toMatchObject({ jobTaken: true });
}, 60_000);

test('a session that cannot be closed after a good job is no failure', async () => {
  devops.fault({ method: 'DELETE', path: /sessions/, answer: '503' });
  const job = devops.queueJob({ pool: 'linux' });
  expect(await pod({ devops }).ended).toEqual({ run: 0, register: 0 });
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', []]);
}, 60_000);

test('SIGTERM just after the start, when the listener swallows SIGINT: it is sent again', async () => {
  devops.stub.set({ sigintLostSeconds: 3 });
  const started = pod({ devops });
  const { run } = started;
  // The first to ask how to behave is config.sh.
  const asked = () => devops.requests.filter(({ path }) => path.endsWith('/stub/behaviour')).length;
  await devops.eventually('the listener has begun', () => asked() === 2);
  expect(await started.delete()).toEqual({ run: 0, register: 0 });
  expect(run.events('the listener did not end, killing it')).toEqual([]);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);
