import { queueState } from '../../../operate/status/service-state';
import type { JobRequest } from '../../../providers/azure-devops/client/types';
import { NOW } from './support/snapshots';

const request = (requestId: number, demands: readonly string[], changes: Partial<JobRequest> = {}): JobRequest =>
  ({ requestId, demands, queueTime: NOW - requestId * 1000, ...changes }) as JobRequest;

test('if several entries share an agent pool, each has the jobs that state its demands, as KEDA counts them', () => {
  const value = [
    request(1, ['size -equals small', 'Agent.Version -gtVersion 2.182.1']),
    request(2, ['SIZE -equals Small', 'gpu']),
    request(3, ['size -equals large']),
    request(4, []),
  ];
  expect(queueState({ value, serverTime: NOW }, ['size -equals small'])).toEqual({
    queued: 2,
    running: 0,
    oldestQueuedAt: NOW - 2000,
    serverTime: NOW,
  });
  expect(queueState({ value, serverTime: NOW }, []).queued).toBe(4);
});

test('a job is queued until an agent has received it, and does not count once it has a result', () => {
  const value = [
    request(1, [], { assignTime: NOW }),
    request(2, [], { receiveTime: NOW }),
    request(3, [], { receiveTime: NOW, result: 'failed' }),
  ];
  expect(queueState({ value, serverTime: NOW }, [])).toMatchObject({ queued: 1, running: 1 });
});
