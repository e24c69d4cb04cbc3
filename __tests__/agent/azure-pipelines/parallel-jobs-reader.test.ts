import { ParallelJobsReader } from '../../../agent/azure-pipelines/parallel-jobs-reader';

const read = (agents: readonly string[]) =>
  new ParallelJobsReader({ parallelJobs: async () => ({ bought: 5, used: 3, agents }) }, ['pipelines-linux']).read();

test('agents of other names use parallel jobs that this deployment cannot have', async () => {
  expect(await read(['pipelines-linux-bcdfg-hjklm', 'build-server', 'pipelines-linux-2-bcdfg-hjklm'])).toEqual({ bought: 5, others: 2 });
});

test('agents without a name do not count: they may belong to this deployment', async () => {
  expect(await read(['', ''])).toEqual({ bought: 5, others: 0 });
  expect(await read([])).toEqual({ bought: 5, others: 0 });
});
