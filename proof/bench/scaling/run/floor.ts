import { randomBytes } from 'node:crypto';
import { isUnfinished } from '../../../e2e/scene/balance';
import { nameOf } from '../../../e2e/scene/containers';
import { eventually } from '../../../e2e/scene/eventually';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { PodWatch } from '../../../e2e/scene/pod-watch';
import { removeNamespace } from '../../../e2e/scene/remove-namespace';
import { observeCpu } from '../cpu/observe-cpu';
import { isLimited, type Load } from '../loads/load';
import type { FloorRecord } from '../record';
import { measureBareAgents } from './bare-agents';
import { bareJob, jobOf, startAfter } from './bare-job';
import type { Bench } from './bench';
import { timesFromNow } from './times-from-now';

/**
 * Measures the floor of the machine for a load: how long bare pods take that are created when the load queues its jobs, and then how
 * long its jobs wait for bare agents. Where the maximum of agents decides how long jobs wait, bare agents would show nothing.
 */
export async function measureFloor(bench: Bench, load: Load, stop: AbortSignal): Promise<FloorRecord> {
  const pods = await measureBarePods(bench, load, stop);
  const agentWaits = isLimited(load) ? [] : await measureBareAgents(bench, load, stop);
  return { ...pods, agentWaits };
}

async function measureBarePods(
  { kubernetes, environment, service, podCpu }: Bench,
  load: Load,
  stop: AbortSignal,
): Promise<Omit<FloorRecord, 'agentWaits'>> {
  const namespace = `b-${randomBytes(4).toString('hex')}-floor`;
  const pods = new PodWatch(kubernetes, namespace);
  try {
    await kubernetes.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await pods.begin();
    const startedAt = new Date().toISOString();
    const endCpu = await observeCpu(kubernetes, podCpu);
    const created = await createJobs(kubernetes, { namespace, image: service.imageOf(environment), load, stop });
    const areOver = () => pods.agentPods.length === created.size && !pods.agentPods.some(isUnfinished);
    await eventually(`the bare pods of "${load.title}" have ended`, areOver);
    const cpu = endCpu();
    const starts: number[] = [];
    for (const { pod } of pods.agentPods) {
      const log = await kubernetes.core.readNamespacedPodLog({ namespace, name: nameOf(pod) });
      starts.push(startAfter(log, created.get(jobOf(pod))));
    }
    return { load: load.id, startedAt, starts, cpu };
  } finally {
    pods.end();
    await removeNamespace(kubernetes, namespace);
  }
}

interface BareJobs {
  readonly namespace: string;
  readonly image: string;
  readonly load: Load;
  readonly stop: AbortSignal;
}

/** Creates a Job at each time at which the load queues one. @returns when each was created, in milliseconds since 1970, by name */
async function createJobs({ batch }: Kubernetes, { namespace, image, load, stop }: BareJobs): Promise<ReadonlyMap<string, number>> {
  const created = new Map<string, number>();
  const until = timesFromNow(stop);
  await Promise.all(
    load.jobs.map(async ({ at }, index) => {
      await until(at);
      const name = `bare-${index}`;
      created.set(name, Date.now());
      await batch.createNamespacedJob({ namespace, body: bareJob(name, image) });
    }),
  );
  return created;
}
