import type { PlannedJob } from '../../../../../proof/bench/scaling/loads/load';
import { jobRecord, play } from '../../../../../proof/bench/scaling/run/play';
import { AzureDevOpsSide } from '../../../../../proof/bench/scaling/services/azure-devops/side';
import { GitHubSide } from '../../../../../proof/bench/scaling/services/github/side';
import type { ServiceSide } from '../../../../../proof/bench/scaling/services/side';

const aLoad = (jobs: readonly PlannedJob[]) => ({ id: 'a', title: 'a load', jobs, maxAgents: 1 });

async function azureDevOps(): Promise<ServiceSide> {
  const side = await AzureDevOpsSide.start('127.0.0.1');
  side.addPlaceholder('placeholder');
  return side;
}

describe.each([
  ['Azure DevOps', azureDevOps],
  ['GitHub', () => GitHubSide.start('127.0.0.1')],
])('with %s', (_name, start) => {
  let side: ServiceSide;

  beforeEach(async () => {
    side = await start();
  });

  afterEach(() => side.close());

  test('jobs are queued and cancelled as planned', async () => {
    const startMs = Date.now();
    const jobs = aLoad([
      { at: 0, runSeconds: 7 },
      { at: 0.02, runSeconds: 5, cancelAt: 0.04 },
    ]);
    const played = await play(side, jobs, new AbortController().signal);
    expect(played.map(({ planned }) => planned.runSeconds)).toEqual([7, 5]);
    expect(side.jobs.map(({ id }) => id)).toEqual(played.map(({ job }) => job.id));
    const [first, second] = played.map((job) => jobRecord(job, startMs));
    expect(first).toEqual({ queued: expect.any(Number), cancelled: false });
    expect(second).toEqual({ queued: expect.any(Number), cancelled: true, result: 'canceled', finished: expect.any(Number) });
    expect(second?.queued).toBeGreaterThanOrEqual(first?.queued ?? 0);
    expect(second?.finished).toBeGreaterThanOrEqual(second?.queued ?? 0);
  });

  test('the signal stops it', async () => {
    const stop = new AbortController();
    const playing = play(side, aLoad([{ at: 3600, runSeconds: 1 }]), stop.signal);
    stop.abort();
    await expect(playing).rejects.toThrow('aborted');
  });

  test('jobs can be queued, and no agent is there', () => {
    expect({ takesJobs: side.takesJobs, agents: side.agents }).toEqual({ takesJobs: true, agents: [] });
  });
});
