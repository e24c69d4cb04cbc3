import { bareJob, startAfter } from '../../../../../proof/bench/scaling/run/bare-job';
import { schemaErrors } from '../../../../support/kubernetes-schema';

test('the Job is valid for the API server', () => {
  expect(schemaErrors({ apiVersion: 'batch/v1', kind: 'Job', ...bareJob('bare-1', 'registry.example/agent:1') })).toEqual([]);
});

test('a start is the time from the creation of the Job to the time that its container printed', () => {
  expect(startAfter('1767607202.500000000\n', 1_767_607_200_000)).toBeCloseTo(2.5, 6);
});

test.each(['', 'date: invalid option\n'])('a container that printed %j instead is an error', (log) => {
  expect(() => startAfter(log, 1_767_607_200_000)).toThrow(`a bare pod printed "${log.trim()}" instead of the time`);
});
