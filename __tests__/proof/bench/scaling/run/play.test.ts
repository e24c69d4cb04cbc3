import type { PlannedJob } from '../../../../../proof/bench/scaling/loads/load';
import { jobRecord, play } from '../../../../../proof/bench/scaling/run/play';
import { FakeDevOps } from '../../../../../proof/fake-devops/fake-devops';

let devops: FakeDevOps;

beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
});

afterEach(() => devops.close());

const aLoad = (jobs: readonly PlannedJob[]) => ({ id: 'a', title: 'a load', jobs, maxAgents: 1 });

test('queues and cancels the jobs as planned', async () => {
  const startMs = Date.now();
  const jobs = aLoad([
    { at: 0, runSeconds: 7 },
    { at: 0.02, runSeconds: 5, cancelAt: 0.04 },
  ]);
  const played = await play(devops, 'linux', jobs, new AbortController().signal);
  expect(played.map(({ job }) => job.record.seconds)).toEqual([7, 5]);
  const [first, second] = played.map((job) => jobRecord(job, startMs));
  expect(first).toEqual({ queued: expect.any(Number), cancelled: false });
  expect(second).toEqual({ queued: expect.any(Number), cancelled: true, result: 'canceled', finished: expect.any(Number) });
  expect(second?.queued).toBeGreaterThanOrEqual(first?.queued ?? 0);
  expect(second?.finished).toBeGreaterThanOrEqual(second?.queued ?? 0);
});

test('the signal stops it', async () => {
  const stop = new AbortController();
  const playing = play(devops, 'linux', aLoad([{ at: 3600, runSeconds: 1 }]), stop.signal);
  stop.abort();
  await expect(playing).rejects.toThrow('aborted');
});
