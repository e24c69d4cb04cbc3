import type { SeenPod } from './pod-watch';
import type { Scene } from './scene';

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
    ...events.slice(-20).map(({ involvedObject, reason, message }) => `event of ${involvedObject.name}: ${reason}: ${message}`),
  ].join('\n');
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
