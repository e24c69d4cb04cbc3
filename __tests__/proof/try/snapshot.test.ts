import type { V1ContainerStatus } from '@kubernetes/client-node';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { jobStateOf, podStateOf } from '../../../proof/try/snapshot';

const podWith = (phase: string, isReady = false) => ({
  pod: { status: { phase, conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] } },
  isDeleted: false,
});

test.each([
  ['starting', podWith('Pending')],
  ['starting', podWith('Running')],
  ['running', podWith('Running', true)],
  [
    'ending',
    {
      pod: { status: { phase: 'Running', containerStatuses: [{ state: { terminated: { exitCode: 0 } } } as V1ContainerStatus] } },
      isDeleted: false,
    },
  ],
  ['finished', podWith('Succeeded')],
  ['failed', podWith('Failed')],
  ['deleted', { ...podWith('Succeeded'), isDeleted: true }],
  ['starting', { pod: {}, isDeleted: false }],
])('%s', (state, seen) => {
  expect(podStateOf(seen)).toBe(state);
});

test('a job waits, runs, and is over; its seconds count up to its end', async () => {
  const devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9', enabled: false });
  const { record, request } = devops.queueJob({ pool: 'linux' });
  await devops.close();
  if (request === undefined) throw new Error('the job was refused');
  const at = (seconds: number) => record.queueTime + seconds * 1000;
  expect(jobStateOf(record, request, at(5))).toEqual({ state: 'waiting', result: '', waitedSeconds: 5, ranSeconds: 0 });
  const running = { ...request, assignTime: at(6), receiveTime: at(7) };
  expect(jobStateOf(record, running, at(9))).toEqual({ state: 'running', result: '', waitedSeconds: 7, ranSeconds: 2 });
  const over = { ...running, finishTime: at(20), result: 'failed' as const };
  expect(jobStateOf(record, over, at(60))).toEqual({ state: 'over', result: 'failed', waitedSeconds: 7, ranSeconds: 13 });
  expect(jobStateOf(record, undefined, at(1))).toEqual({ state: 'over', result: 'refused', waitedSeconds: 0, ranSeconds: 0 });
});
