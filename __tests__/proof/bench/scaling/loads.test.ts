import { loadsOf } from '../../../../proof/bench/scaling/loads/loads';

const jobsOf = (id: string) => loadsOf(false).find((load) => load.id === id)?.jobs ?? [];

test('every run sees the same loads', () => {
  expect(loadsOf(false)).toEqual(loadsOf(false));
});

test('the second five come while the first five run', () => {
  const jobs = jobsOf('two-waves');
  expect(jobs.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 31, 31, 31, 31, 31]);
  expect(new Set(jobs.map(({ runs }) => runs))).toEqual(new Set([60]));
});

test('a job comes every two seconds on average', () => {
  expect(jobsOf('poisson').length).toBeGreaterThan(45);
  expect(jobsOf('poisson').length).toBeLessThan(75);
});

test('half of the same jobs are cancelled, each after it was queued', () => {
  const jobs = jobsOf('poisson-cancelled');
  const cancelled = jobs.filter(({ cancelAt }) => cancelAt !== undefined);
  expect(jobs.map(({ at, runs }) => ({ at, runs }))).toEqual(jobsOf('poisson'));
  expect(cancelled).toHaveLength(Math.floor(jobs.length / 2));
  for (const { at, cancelAt = 0 } of cancelled) expect(cancelAt).toBeGreaterThanOrEqual(at);
});
