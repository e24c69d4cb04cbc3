import { pendingReason } from '../../../agent/kubernetes/pending';

const waiting = (reason?: string) => ({ state: { waiting: { reason } } });
const METADATA = { name: 'linux-bcdfg-hjklm' };
const SCHEDULED = { type: 'PodScheduled', status: 'True' };
const unscheduled = (reason: string) => ({ type: 'PodScheduled', status: 'False', reason });

test.each([
  ['no node has room', { conditions: [unscheduled('Unschedulable')] }, 'Unschedulable'],
  ['another controller holds it back', { conditions: [unscheduled('SchedulingGated')] }, 'SchedulingGated'],
  ['nothing is wrong', { conditions: [SCHEDULED], containerStatuses: [waiting('ContainerCreating')] }, 'ContainerCreating'],
  [
    'the sidecar starts',
    { initContainerStatuses: [waiting('PodInitializing')], containerStatuses: [waiting('PodInitializing')] },
    'PodInitializing',
  ],
  [
    'the sidecar fails again and again while the agent waits for it',
    { initContainerStatuses: [waiting('CrashLoopBackOff')], containerStatuses: [waiting('PodInitializing')] },
    'CrashLoopBackOff',
  ],
  ['one image is missing', { containerStatuses: [waiting('ContainerCreating'), waiting('ImagePullBackOff')] }, 'ImagePullBackOff'],
  ['Kubernetes has a new word for it', { containerStatuses: [waiting('x'.repeat(1000))] }, 'other'],
  ['no word is given', { containerStatuses: [waiting()] }, 'other'],
  ['nobody has looked at it', {}, 'other'],
])('%s', (_what, status, reason) => {
  expect(pendingReason({ metadata: METADATA, status: { phase: 'Pending', ...status } })).toBe(reason);
});
