import { jobAndEndSeconds, podLifetimeSeconds } from '../../../constructs/pods/pod-lifetime';

test('a pod has time for its longest job, for the registrar to have it cancelled, and to deregister its agent', () => {
  expect(jobAndEndSeconds(60)).toBe(60 * 60 + 60 + 90 + 120);
});

test('the time in which an agent may wait for a job does not shorten the job', () => {
  const warm = podLifetimeSeconds(12 * 60, 60);
  expect(warm - podLifetimeSeconds(1, 60)).toBe((12 * 60 - 1) * 60);
  expect(warm).toBeGreaterThan(12 * 3600 + 15 * 60 + jobAndEndSeconds(60) - 1);
});
