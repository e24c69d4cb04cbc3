import type { V1Pod } from '@kubernetes/client-node';
import { podRecord } from '../../../../../proof/bench/scaling/run/pod-record';

const START = new Date('2026-01-05T10:00:00Z');
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const scheduled = [{ type: 'PodScheduled', status: 'True', lastTransitionTime: at(5) }];
const ended = (seconds: number) => ({ state: { terminated: { exitCode: 0, finishedAt: at(seconds) } } });

const recordOf = (status: object, { isDeleted = false, deletedAt = undefined as Date | undefined } = {}) =>
  podRecord({ pod: { metadata: { deletionTimestamp: deletedAt }, status } as V1Pod, isDeleted }, START.getTime());

test('a pod ends with its last container, including sidecars', () => {
  const status = { phase: 'Succeeded', conditions: scheduled, containerStatuses: [ended(40)], initContainerStatuses: [ended(43)] };
  expect(recordOf(status)).toEqual({ scheduled: 5, finished: 43 });
});

test('the end of one container is not the end of a running pod', () => {
  expect(recordOf({ phase: 'Running', conditions: scheduled, containerStatuses: [ended(40)] })).toEqual({ scheduled: 5 });
});

test('a pod that was deleted while it ran ended with its deletion', () => {
  expect(recordOf({ phase: 'Running', conditions: scheduled }, { isDeleted: true, deletedAt: at(60) })).toEqual({
    scheduled: 5,
    finished: 60,
  });
});

test('a pod that was never scheduled has no times', () => {
  expect(recordOf({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False' }] })).toEqual({});
});

test('times from a watch, which are text, are converted', () => {
  const status = JSON.parse(JSON.stringify({ phase: 'Failed', conditions: scheduled, containerStatuses: [ended(9)] }));
  expect(recordOf(status)).toEqual({ scheduled: 5, finished: 9 });
});
