import { reason } from '../../../lib/reason';
import { nameOf } from './containers';
import type { SeenPod } from './pod-watch';
import type { Scene } from './scene';

const LOG_LINES = 400;

/** Describes the state of a scene, to find out why a scenario failed. */
export async function report(scene: Scene): Promise<string> {
  const events = await scene.kubernetes.core
    .listNamespacedEvent({ namespace: scene.namespace })
    // The cluster of this test has no DNS, and the kubelet reports that for each pod.
    .then(({ items }) => items.filter(({ type, reason }) => type === 'Warning' && reason !== 'MissingClusterDNS'))
    .catch(() => []);
  const { agentPods, runnerPods, placeholderPods, scalerPods } = scene.pods;
  const agents = scene.poolNames.flatMap((pool) => scene.devops.agentsOf(pool));
  return [
    `namespace ${scene.namespace}`,
    ...[...scene.jobs, ...(scene.gitHub?.jobs ?? [])].map(String),
    ...[...agentPods, ...runnerPods, ...placeholderPods, ...scalerPods].map(podLine),
    ...agents.map(({ name, status, enabled }) => `agent ${name}: ${status}, ${enabled ? 'enabled' : 'disabled'}`),
    ...(scene.gitHub?.runners ?? []).map(({ name, status, jobId }) => `runner ${name}: ${status}, job ${jobId ?? 'none'}`),
    ...(scene.gitHub?.fake.scaleSets ?? []).map((set) => `scale set ${JSON.stringify(set)}`),
    ...(await scalerLogs(scene)),
    ...events.slice(-20).map(({ involvedObject, reason, message }) => `event of ${involvedObject.name}: ${reason}: ${message}`),
  ].join('\n');
}

/** The newest lines of each replica of the scaler: what it counted, and when. */
async function scalerLogs({ kubernetes, namespace, pods }: Scene): Promise<readonly string[]> {
  const logs = pods.scalerPods.map(async ({ pod }) => {
    const log = await kubernetes.core
      .readNamespacedPodLog({ name: nameOf(pod), namespace, tailLines: LOG_LINES })
      .catch((error: unknown) => reason(error));
    return [`log of ${nameOf(pod)}:`, ...`${log}`.trimEnd().split('\n')];
  });
  return (await Promise.all(logs)).flat();
}

function podLine({ pod, isDeleted }: SeenPod): string {
  const { containerStatuses = [], initContainerStatuses = [], phase } = pod.status ?? {};
  const containers = [...initContainerStatuses, ...containerStatuses].map(({ name, ready, state }) => {
    const { running, waiting, terminated } = state ?? {};
    const condition = terminated ? `ended with ${terminated.exitCode}` : running ? 'running' : (waiting?.reason ?? 'waiting');
    return `${name} ${condition}${ready ? ', ready' : ''}`;
  });
  return `pod ${pod.metadata?.name}: ${phase}${isDeleted ? ', deleted' : ''} (${containers.join('; ')})`;
}
