import * as z from 'zod/mini';
import { pod } from '../../../../operate/lib/cluster/objects';
import { lacksImage, podReason } from '../../../../operate/lib/cluster/pod-reason';

const reasonOf = (status: object, spec: object = {}) =>
  podReason(z.parse(pod, { metadata: { name: 'a' }, spec: { containers: [], ...spec }, status }));

const waits = (reason: string, message?: string) => ({ name: 'c', ready: false, restartCount: 0, state: { waiting: { reason, message } } });
const ended = (name: string, exitCode: number) => ({ name, ready: false, restartCount: 0, state: { terminated: { exitCode } } });

test.each<[string, object, string | undefined]>([
  ['a pod that runs', { phase: 'Running' }, undefined],
  ['a container that waits for another', { phase: 'Running', containerStatuses: [waits('PodInitializing')] }, undefined],
  ['a pod that was just made', { phase: 'Pending' }, undefined],
  [
    'no node',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes: no cpu. preemption: none.' }],
    },
    'Unschedulable: 0/1 nodes: no cpu',
  ],
  [
    'a registrar that crashes before an agent that waits',
    {
      phase: 'Pending',
      initContainerStatuses: [waits('CrashLoopBackOff', 'back-off 10s')],
      containerStatuses: [waits('PodInitializing')],
    },
    'CrashLoopBackOff: back-off 10s',
  ],
  [
    'an image that fails behind a container that waits',
    { phase: 'Pending', initContainerStatuses: [waits('ContainerCreating')], containerStatuses: [waits('ErrImagePull', 'not found')] },
    'ErrImagePull: not found',
  ],
  [
    'a container that ended badly',
    { phase: 'Failed', containerStatuses: [ended('agent', 137), ended('other', 0)] },
    'agent ended with 137',
  ],
  [
    'an evicted pod',
    { phase: 'Failed', reason: 'Evicted', message: 'The node was low on disk. More.' },
    'Evicted: The node was low on disk',
  ],
])('%s', (_, status, expected) => {
  expect(reasonOf(status)).toBe(expected);
});

const killed = (name: string, exitCode = 137) => ({ name, ready: false, state: { terminated: { exitCode, reason: 'OOMKilled' } } });
const restarted = (name: string, restartCount: number) => ({
  name,
  ready: true,
  restartCount,
  state: { running: {} },
  lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
});

test.each<[string, object, string | undefined]>([
  ['a job that took too much memory', { phase: 'Failed', containerStatuses: [killed('agent')] }, 'agent ended with 137 (OOMKilled)'],
  [
    'a job that used too much memory, while its registrar deregisters the agent',
    { phase: 'Running', containerStatuses: [killed('agent')] },
    'agent ended with 137 (OOMKilled)',
  ],
  [
    'a process that was killed in a job that continued',
    { phase: 'Succeeded', containerStatuses: [killed('agent', 0)] },
    'agent ended with 0 (OOMKilled)',
  ],
  ['a sidecar that ended badly after a good job', { phase: 'Succeeded', initContainerStatuses: [ended('registrar', 143)] }, undefined],
  [
    'a container that cannot be started',
    {
      phase: 'Failed',
      containerStatuses: [
        { name: 'agent', ready: false, state: { terminated: { exitCode: 128, reason: 'StartError', message: 'no such file. More.' } } },
      ],
    },
    'agent ended with 128 (StartError: no such file)',
  ],
  [
    'what a container wrote itself',
    {
      phase: 'Failed',
      containerStatuses: [
        { name: 'agent', ready: false, state: { terminated: { exitCode: 137, reason: 'OOMKilled', message: 'from the job' } } },
      ],
    },
    'agent ended with 137 (OOMKilled)',
  ],
  [
    'a sidecar that is started again',
    { phase: 'Running', initContainerStatuses: [restarted('registrar', 2)] },
    'registrar was started again after OOMKilled (2 restarts)',
  ],
  [
    'a container that crashes for its memory',
    {
      phase: 'Running',
      containerStatuses: [
        { ...waits('CrashLoopBackOff', 'back-off 10s'), lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
      ],
    },
    'CrashLoopBackOff: back-off 10s; c ended with 137 (OOMKilled)',
  ],
  [
    'a container that was started again for another reason',
    {
      phase: 'Running',
      containerStatuses: [
        { name: 'c', ready: true, restartCount: 1, state: {}, lastState: { terminated: { exitCode: 1, reason: 'Error' } } },
      ],
    },
    undefined,
  ],
])('%s', (_, status, expected) => {
  expect(reasonOf(status)).toBe(expected);
});

test('a pod whose containers are being created is reported with its node', () => {
  expect(reasonOf({ phase: 'Pending', containerStatuses: [waits('ContainerCreating')] }, { nodeName: 'aks-1' })).toBe(
    'ContainerCreating on aks-1',
  );
});

test.each([
  ['ErrImagePull', true],
  ['ImagePullBackOff: Back-off pulling', true],
  ['CrashLoopBackOff', false],
])('%s means that the image cannot be pulled: %s', (reason, expected) => {
  expect(lacksImage(reason)).toBe(expected);
});
