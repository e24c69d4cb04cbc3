import { WARN } from '../../../config/timings';
import { minutes } from '../../../lib/duration';
import { judge } from '../../../operate/status/judge';
import { limitsOf } from '../../../operate/status/limits';
import type { EntryState, PodState, QueueState, Snapshot } from '../../../operate/status/snapshot';
import { aConfig } from '../../support/builders';
import { anEntry, aSnapshot, MINUTE, NOW } from './support/snapshots';

const LIMITS = { queue: WARN.queue };

const IN_NAMESPACE = '--namespace pipelines-agents --context aks-pipelines';
const DESCRIBE = `kubectl describe scaledjob pipelines-linux ${IN_NAMESPACE}`;
const LOGS = `kubectl logs deployment/pipelines-linux-placeholder ${IN_NAMESPACE}`;
const DEPLOYMENT = `kubectl describe deployment pipelines-linux-placeholder ${IN_NAMESPACE}`;

const NODES = 'kubectl get nodes --label-columns kubernetes.azure.com/agentpool --context aks-pipelines';
const pool = (name: string, ready: number, maximum: number) => ({ name, ready, notReady: 0, maximum });

const queue = (changes: Partial<QueueState>) => ({ value: { queued: 1, running: 0, oldestQueuedAt: NOW, serverTime: NOW, ...changes } });
const pod = (changes: Partial<PodState> = {}): PodState => ({
  name: 'pipelines-linux-bcdfg-bcdfg',
  phase: 'Running',
  reason: undefined,
  createdAt: NOW,
  isTaken: false,
  ...changes,
});
const agents = (changes: object) => ({
  value: { busy: 0, idle: 0, offline: 0, leftBehind: [], placeholder: 'disabled' as const, ...changes },
});
const scaledJob = (status: string, reason: string, message: string) => ({
  value: { conditions: [{ type: 'Ready', status, reason, message }], isPaused: false },
});

const ofEntry: readonly (readonly [string, Partial<EntryState>, string, string])[] = [
  [
    'no ScaledJob',
    { scaledJob: { value: undefined } },
    'linux: ScaledJob pipelines-linux does not exist: no job gets an agent',
    'npm run deploy',
  ],
  [
    'a trigger that fails',
    { scaledJob: scaledJob('False', 'TriggerError', 'Triggers are not working') },
    'linux: the ScaledJob is not ready: TriggerError: Triggers are not working',
    DESCRIBE,
  ],
  [
    'a paused ScaledJob',
    { scaledJob: { value: { conditions: [], isPaused: true } } },
    'linux: the ScaledJob is paused: no job gets an agent',
    DESCRIBE,
  ],
  [
    'a ScaledJob that KEDA has not reconciled',
    { scaledJob: { value: { conditions: [], isPaused: false } } },
    'linux: KEDA has not reconciled the ScaledJob yet',
    DESCRIBE,
  ],
  ['no placeholder', { placeholder: { value: undefined } }, 'linux: the placeholder is not deployed', 'npm run deploy'],
  [
    'a placeholder scaled to 0',
    { placeholder: { value: { ready: 0, wanted: 0, reason: undefined } } },
    'linux: the placeholder is scaled to 0',
    DEPLOYMENT,
  ],
  [
    'a placeholder that does not start',
    { placeholder: { value: { ready: 0, wanted: 1, reason: 'ErrImagePull' } } },
    "linux: the placeholder's pod is not ready: ErrImagePull",
    DEPLOYMENT,
  ],
  [
    'a placeholder that runs and is not ready',
    { placeholder: { value: { ready: 0, wanted: 1, reason: undefined } } },
    "linux: the placeholder's pod is not ready",
    LOGS,
  ],
  [
    'no agent of the placeholder',
    { agents: agents({ placeholder: 'absent' }) },
    'linux: agent pipelines-linux-placeholder is not registered in agent pool aks: jobs fail immediately',
    LOGS,
  ],
  [
    'an enabled placeholder',
    { agents: agents({ placeholder: 'enabled' }) },
    'linux: agent pipelines-linux-placeholder is enabled: it may be given a job that it never runs',
    LOGS,
  ],
  [
    'an agent left behind',
    { agents: agents({ leftBehind: ['pipelines-linux-bcdfg-bcdfg'] }) },
    'linux: agent pipelines-linux-bcdfg-bcdfg is offline and without a pod, and the placeholder has not deleted it',
    LOGS,
  ],
  [
    'a job for which KEDA creates no pod',
    { queue: queue({ oldestQueuedAt: NOW - 61_000 }), pods: { value: [pod({ isTaken: true })] } },
    'linux: 1 job waits, for 61 s, and KEDA has created no pod for it',
    DESCRIBE,
  ],
  [
    'a job that waits too long for its pod',
    { queue: queue({ queued: 3, oldestQueuedAt: NOW - 16 * MINUTE }), pods: { value: [pod()] } },
    'linux: 3 jobs wait, the oldest for 16 min',
    DESCRIBE,
  ],
  [
    'an entry that has reached maxAgents',
    { queue: queue({}), pods: { value: [pod({ isTaken: true }), pod({ isTaken: true }), pod({ phase: 'Succeeded' })] } },
    'linux: 1 job waits, and maxAgents (2) is reached',
    'npm run doctor',
  ],
  [
    'images that cannot be pulled',
    {
      pods: {
        value: [
          pod({ phase: 'Pending', reason: 'ImagePullBackOff: no' }),
          pod({ name: 'other', phase: 'Pending', reason: 'ImagePullBackOff: no' }),
        ],
      },
    },
    'linux: pod pipelines-linux-bcdfg-bcdfg and 1 more: Pending: ImagePullBackOff: no',
    `kubectl describe pod pipelines-linux-bcdfg-bcdfg ${IN_NAMESPACE}`,
  ],
  [
    'a pod for which there is no node',
    { pods: { value: [pod({ phase: 'Pending', reason: 'Unschedulable: no cpu', createdAt: NOW - 6 * MINUTE })] } },
    'linux: pod pipelines-linux-bcdfg-bcdfg: Pending for more than 5 min: Unschedulable: no cpu',
    `kubectl describe pod pipelines-linux-bcdfg-bcdfg ${IN_NAMESPACE}`,
  ],
  [
    'a failed pod',
    { pods: { value: [pod({ phase: 'Failed', reason: 'Evicted: the disk is full' })] } },
    'linux: pod pipelines-linux-bcdfg-bcdfg: failed: Evicted: the disk is full',
    `kubectl describe pod pipelines-linux-bcdfg-bcdfg ${IN_NAMESPACE}`,
  ],
  [
    'a job that took too much memory',
    { pods: { value: [pod({ phase: 'Failed', reason: 'agent ended with 137 (OOMKilled)' })] } },
    "linux: pod pipelines-linux-bcdfg-bcdfg: failed: agent ended with 137 (OOMKilled): raise the entry's memory",
    `kubectl describe pod pipelines-linux-bcdfg-bcdfg ${IN_NAMESPACE}`,
  ],
  [
    'a registrar that took too much memory',
    { pods: { value: [pod({ phase: 'Failed', reason: 'registrar ended with 137 (OOMKilled)' })] } },
    'linux: pod pipelines-linux-bcdfg-bcdfg: failed: registrar ended with 137 (OOMKilled)',
    `kubectl describe pod pipelines-linux-bcdfg-bcdfg ${IN_NAMESPACE}`,
  ],
];

test.each(ofEntry)('%s is wrong', (_, entry, text, command) => {
  expect(judge(aSnapshot({ entries: [anEntry(entry)] }), LIMITS)).toEqual([{ text, command }]);
});

const ofCluster: readonly (readonly [string, Partial<Snapshot>, string, string])[] = [
  ['no KEDA', { keda: { value: undefined } }, 'KEDA is not installed in namespace keda: no job gets an agent', 'npm run deploy'],
  [
    'an operator scaled to 0',
    { keda: { value: { ready: 0, wanted: 0 } } },
    "KEDA's operator does not run (it is scaled to 0): no job gets an agent",
    'kubectl describe deployment keda-operator --namespace keda --context aks-pipelines',
  ],
  [
    'an operator that is not ready',
    { keda: { value: { ready: 0, wanted: 1 } } },
    "KEDA's operator does not run (0 of 1 pods are ready): no job gets an agent",
    'kubectl describe deployment keda-operator --namespace keda --context aks-pipelines',
  ],
  [
    'a node that is not ready',
    { nodePools: { value: [{ name: 'agents', ready: 2, notReady: 1, maximum: 5 }] } },
    'node pool agents: 1 node is not ready',
    NODES,
  ],
  [
    'a pod that waits for a node of a node pool at its maximum',
    {
      nodePools: { value: [pool('system', 3, 3), pool('agents', 5, 5)] },
      entries: [anEntry({ pods: { value: [pod({ phase: 'Pending', reason: 'Unschedulable: no cpu' })] } })],
    },
    'node pool agents has all of its 5 nodes and 1 pod waits for one (maxNodes)',
    NODES,
  ],
];

test.each(ofCluster)('%s is wrong', (_, changes, text, command) => {
  expect(judge(aSnapshot(changes), LIMITS)).toEqual([{ text, command }]);
});

test.each<[string, Partial<EntryState>]>([
  ['a job that was queued just now', { queue: queue({}) }],
  ['a job whose pod is on its way', { queue: queue({ oldestQueuedAt: NOW - 14 * MINUTE }), pods: { value: [pod()] } }],
  [
    'a pod that waits for a node for two minutes',
    { pods: { value: [pod({ phase: 'Pending', reason: 'Unschedulable', createdAt: NOW - 2 * MINUTE })] } },
  ],
  ['an entry that has reached maxAgents while no job waits', { pods: { value: [pod({ isTaken: true }), pod({ isTaken: true })] } }],
])('%s is not wrong', (_, entry) => {
  expect(judge(aSnapshot({ entries: [anEntry(entry)] }), LIMITS)).toEqual([]);
});

describe('the limit for jobs in the queue', () => {
  const aJobWaitsFor = (minutesAgo: number) =>
    aSnapshot({ entries: [anEntry({ queue: queue({ oldestQueuedAt: NOW - minutesAgo * MINUTE }), pods: { value: [pod()] } })] });
  const alerts = (queueMinutes: number) => ({ monitoring: { queueMinutes, emails: [], actionGroupIds: [] } });

  test('is that of the alerts, monitoring.queueMinutes', () => {
    const limits = limitsOf(aConfig(alerts(30)));
    expect(limits.queue).toMatchObject({ minutes: 30 });
    expect(judge(aJobWaitsFor(29), limits)).toEqual([]);
    expect(judge(aJobWaitsFor(31), limits)).toMatchObject([{ text: 'linux: 1 job waits, for 31 min' }]);
    expect(judge(aJobWaitsFor(6), limitsOf(aConfig(alerts(5))))).toHaveLength(1);
  });

  test('without alerts is the default of that option', () => {
    expect(limitsOf(aConfig()).queue).toEqual(minutes(WARN.queue.minutes));
  });
});
