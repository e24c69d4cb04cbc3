import type { V1Pod } from '@kubernetes/client-node';
import { podRecord } from '../../../../proof/bench/scaling/run/pod-record';

const START = new Date('2026-01-05T10:00:00Z');
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const scheduled = [{ type: 'PodScheduled', status: 'True', lastTransitionTime: at(5) }];
const ended = (seconds: number) => ({ state: { terminated: { exitCode: 0, finishedAt: at(seconds) } } });

const recordOf = (status: object, { isDeleted = false, deleted = undefined as Date | undefined } = {}) =>
  podRecord({ pod: { metadata: { deletionTimestamp: deleted }, status } as V1Pod, isDeleted }, START.getTime());

test('it ends with its last container, sidecars included', () => {
  const status = { phase: 'Succeeded', conditions: scheduled, containerStatuses: [ended(40)], initContainerStatuses: [ended(43)] };
  expect(recordOf(status)).toEqual({ scheduled: 5, finished: 43 });
});

test('while it runs, a container that has ended is no end', () => {
  expect(recordOf({ phase: 'Running', conditions: scheduled, containerStatuses: [ended(40)] })).toEqual({ scheduled: 5 });
});

test('one that was deleted while it ran ended then', () => {
  expect(recordOf({ phase: 'Running', conditions: scheduled }, { isDeleted: true, deleted: at(60) })).toEqual({ scheduled: 5, finished: 60 });
});

test('one that found no room was never paid for', () => {
  expect(recordOf({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False' }] })).toEqual({});
});

test('times from a watch are text', () => {
  const status = JSON.parse(JSON.stringify({ phase: 'Failed', conditions: scheduled, containerStatuses: [ended(9)] }));
  expect(recordOf(status)).toEqual({ scheduled: 5, finished: 9 });
});
