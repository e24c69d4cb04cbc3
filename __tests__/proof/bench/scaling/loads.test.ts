import { isLimited } from '../../../../proof/bench/scaling/loads/load';
import { loadsOf } from '../../../../proof/bench/scaling/loads/loads';

const jobsOf = (id: string) => loadsOf({ quick: false }).find((load) => load.id === id)?.jobs ?? [];

test('the loads are the same in every run', () => {
  expect(loadsOf({ quick: false })).toEqual(loadsOf({ quick: false }));
});

test('the second wave is queued while the first one runs', () => {
  const jobs = jobsOf('two-waves');
  expect(jobs.map(({ at }) => at)).toEqual([0, 0, 0, 0, 0, 31, 31, 31, 31, 31]);
  expect(new Set(jobs.map(({ runSeconds }) => runSeconds))).toEqual(new Set([60]));
});

test('a job is queued every two seconds on average', () => {
  expect(jobsOf('poisson').length).toBeGreaterThan(45);
  expect(jobsOf('poisson').length).toBeLessThan(75);
});

test('half of the same jobs are cancelled, each after its queueing', () => {
  const jobs = jobsOf('poisson-cancelled');
  const cancelled = jobs.filter(({ cancelAt }) => cancelAt !== undefined);
  expect(jobs.map(({ at, runSeconds }) => ({ at, runSeconds }))).toEqual(jobsOf('poisson'));
  expect(cancelled).toHaveLength(Math.floor(jobs.length / 2));
  for (const { at, cancelAt = 0 } of cancelled) expect(cancelAt).toBeGreaterThanOrEqual(at);
});

test('the trickle has a job every six seconds on average', () => {
  expect(jobsOf('trickle').length).toBeGreaterThan(35);
  expect(jobsOf('trickle').length).toBeLessThan(65);
});

test.each([false, true])('the maximum of agents decides only in the flood (quick: %p)', (quick) => {
  expect(
    loadsOf({ quick })
      .filter(isLimited)
      .map(({ id }) => id),
  ).toEqual(['flood']);
});
