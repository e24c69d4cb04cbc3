import { FIXED_NAMES } from '../../config/names';
import type { OperatorService } from '../lib/agent-service';
import type { ClusterReader } from '../lib/cluster/reader';
import type { Deployment } from '../lib/deployment';
import type { Runner, RunnerService } from '../lib/runner-service';
import type { ReleaseState } from '../release/release-deployment';
import { nodePoolsOf, replicasOf } from './cluster-state';
import type { Objects } from './common-state';
import { entryState } from './entry-state';
import type { PushedAt } from './image-age';
import { map, type Part, part } from './part';
import { readAgentPools, unread } from './read-agent-pools';
import { runnerPoolState } from './runner-pool-state';
import { readScaler, type ScalerReading } from './scaler-state';
import type { Snapshot, Where } from './snapshot';

/** Where a snapshot comes from. */
export interface Sources extends Omit<Deployment, 'clusterRanges'> {
  /** Undefined if it is not a Helm release. */
  readonly release?: ReleaseState | undefined;
  /** The maximum number of nodes of the node pools that the config names. */
  readonly maxNodes: ReadonlyMap<string, number>;
  /** Undefined without agent pools. */
  readonly service: OperatorService | undefined;
  /** Undefined without runner pools. */
  readonly runnerService: RunnerService | undefined;
  /** Context of the kubeconfig. */
  readonly context: string;
  readonly cluster: Part<ClusterReader>;
  readonly pushedAt: PushedAt;
}

/** Reads everything, in parallel. What can't be read is missing, with the reason; it never throws. */
export async function gather(sources: Sources): Promise<Snapshot> {
  const { config, names, cluster, service, runnerService } = sources;
  const { agentsNamespace: namespace, kedaNamespace } = names;
  const from = <T>(read: (reader: ClusterReader) => Promise<T>): Promise<Part<T>> =>
    'missing' in cluster ? Promise.resolve(cluster) : part(() => read(cluster.value));
  const agentPools =
    service &&
    readAgentPools(
      service.agentService,
      config.agentPools.map((entry) => entry.pool ?? entry.name),
    );
  const runners = readRunners(runnerService);
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
    // These images are most likely the deployed ones, so their age is requested together with the rest.
    service && sources.pushedAt(sources.images.agent),
    runnerService && sources.pushedAt(sources.images.runner),
  ]);
  const objects = { scaledJobs, deployments, pods, jobs, events };
  const { pushedAt } = sources;
  const readings = await agentPools;
  const takenAt = ('value' in version ? version.value.serverTime : undefined) ?? Date.now();
  const entries =
    service === undefined
      ? []
      : config.agentPools.map((entry) =>
          entryState(entry, {
            deployment: config.name,
            trigger: config.keda.trigger,
            images: { configured: sources.images.agent, pushedAt },
            objects,
            agentPool: readings?.get(entry.pool ?? entry.name) ?? unread('not asked'),
            service,
            scaler,
            takenAt,
          }),
        );
  const listed = await runners;
  const runnerPools =
    scaler === undefined
      ? []
      : config.runnerPools.map((entry) =>
          runnerPoolState(entry, {
            deployment: config.name,
            images: { configured: sources.images.runner, pushedAt },
            objects,
            runners: listed,
            scaler,
            takenAt,
          }),
        );
  return {
    takenAt,
    where: whereOf(sources),
    keda: map(keda, (all) => replicasOf(all, FIXED_NAMES.kedaOperator)),
    scaler: scaler?.state,
    nodePools: map(nodes, (all) => nodePoolsOf(all, sources.maxNodes)),
    entries: await Promise.all(entries),
    runnerPools: await Promise.all(runnerPools),
  };
}

function whereOf({ config, names, context, service, runnerService, release, remedies }: Sources): Where {
  const { restore, kedaCommand, doctor } = remedies;
  return {
    deployment: config.name,
    release,
    organizationUrl: service?.serviceUrl,
    gitHubUrl: runnerService?.url,
    namespace: names.agentsNamespace,
    kedaNamespace: names.kedaNamespace,
    context,
    commands: { restore, keda: kedaCommand, doctor },
  };
}

/** Lists the runners; undefined if GitHub is not asked. */
async function readRunners(service: RunnerService | undefined): Promise<Part<readonly Runner[]> | undefined> {
  const list = service?.runners;
  return list && part(list);
}

/** Reads the scaler when its Deployment and pods are known. */
async function scalerOf(
  { cluster, config, names }: Sources,
  { deployments, pods }: { readonly deployments: Promise<Objects['deployments']>; readonly pods: Promise<Objects['pods']> },
): Promise<ScalerReading> {
  const where = { namespace: names.agentsNamespace, deployment: config.name };
  return readScaler(cluster, where, { deployments: await deployments, pods: await pods });
}
