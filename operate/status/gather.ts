import { FIXED_NAMES, type Names } from '../../config/names';
import type { Config } from '../../config/types';
import type { OperatorService } from '../lib/agent-service';
import type { ClusterReader } from '../lib/cluster/reader';
import { nodePoolsOf, replicasOf } from './cluster-state';
import { entryState, type Objects } from './entry-state';
import type { PushedAt } from './image-age';
import { map, type Part, part } from './part';
import { readAgentPools, unread } from './read-agent-pools';
import { readScaler, type ScalerReading } from './scaler-state';
import type { Snapshot } from './snapshot';

/** Where a snapshot comes from. */
export interface Sources extends OperatorService {
  readonly config: Config;
  readonly names: Names;
  /** The image that the config would deploy. */
  readonly image: string;
  /** Context of the kubeconfig. */
  readonly context: string;
  readonly cluster: Part<ClusterReader>;
  readonly pushedAt: PushedAt;
}

/** Reads everything, in parallel. What can't be read is missing, with the reason; it never throws. */
export async function gather(sources: Sources): Promise<Snapshot> {
  const { config, names, context, cluster, serviceUrl } = sources;
  const namespace = names.agentsNamespace;
  const { kedaNamespace } = FIXED_NAMES;
  const from = <T>(read: (reader: ClusterReader) => Promise<T>): Promise<Part<T>> =>
    'missing' in cluster ? Promise.resolve(cluster) : part(() => read(cluster.value));
  const agentPools = readAgentPools(
    sources.agentService,
    config.agentPools.map((entry) => entry.pool ?? entry.name),
  );
  const inNamespace = { deployments: from((reader) => reader.deployments(namespace)), pods: from((reader) => reader.pods(namespace)) };
  const [version, keda, nodes, scaledJobs, deployments, pods, scaler, jobs, events] = await Promise.all([
    from((reader) => reader.version()),
    from((reader) => reader.deployments(kedaNamespace)),
    from((reader) => reader.nodes()),
    from((reader) => reader.scaledJobs(namespace)),
    inNamespace.deployments,
    inNamespace.pods,
    config.keda.trigger === 'metrics-api' ? scalerOf(sources, inNamespace) : undefined,
    from((reader) => reader.jobs(namespace)),
    from((reader) => reader.events(namespace, 'ScaledJob')),
    // This image is most likely the deployed one, so its age is requested together with the rest.
    sources.pushedAt(sources.image),
  ]);
  const objects = { scaledJobs, deployments, pods, jobs, events };
  const images = { configured: sources.image, pushedAt: sources.pushedAt };
  const readings = await agentPools;
  const takenAt = ('value' in version ? version.value.serverTime : undefined) ?? Date.now();
  const entries = config.agentPools.map((entry) =>
    entryState(entry, {
      deployment: config.name,
      trigger: config.keda.trigger,
      images,
      objects,
      agentPool: readings.get(entry.pool ?? entry.name) ?? unread('not asked'),
      service: sources,
      scaler,
      takenAt,
    }),
  );
  return {
    takenAt,
    where: { deployment: config.name, organizationUrl: serviceUrl, namespace, kedaNamespace, context },
    keda: map(keda, (all) => replicasOf(all, FIXED_NAMES.kedaOperator)),
    scaler: scaler?.state,
    nodePools: map(nodes, (all) => nodePoolsOf(all, config.cluster)),
    entries: await Promise.all(entries),
  };
}

/** Reads the scaler when its Deployment and pods are known. */
async function scalerOf(
  { cluster, config, names }: Sources,
  { deployments, pods }: { readonly deployments: Promise<Objects['deployments']>; readonly pods: Promise<Objects['pods']> },
): Promise<ScalerReading> {
  const where = { namespace: names.agentsNamespace, deployment: config.name };
  return readScaler(cluster, where, { deployments: await deployments, pods: await pods });
}
