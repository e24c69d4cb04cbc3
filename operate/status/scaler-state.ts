import { FIXED_NAMES } from '../../config/names';
import { OPERATE } from '../../config/timings';
import type { Deployment, Pod } from '../lib/cluster/objects';
import { podReason } from '../lib/cluster/pod-reason';
import type { ClusterReader } from '../lib/cluster/reader';
import { readScalerLog, type ScalerDecision, type ScalerLog, scalerPods } from '../lib/scaler-log';
import { replicasOf } from './cluster-state';
import { map, map2, type Part, part, valueOr } from './part';
import type { ScalerState } from './snapshot';

/** What the cluster says about the scaler. */
export interface ScalerReading {
  readonly state: Part<ScalerState | undefined>;
  readonly log: Part<ScalerLog>;
}

/** Reads the logs of the scaler and puts them together with its Deployment and its pods. */
export async function readScaler(
  cluster: Part<ClusterReader>,
  { namespace, deployment }: { readonly namespace: string; readonly deployment: string },
  { deployments, pods }: { readonly deployments: Part<readonly Deployment[]>; readonly pods: Part<readonly Pod[]> },
): Promise<ScalerReading> {
  if ('missing' in cluster) return { state: cluster, log: cluster };
  const ours = map(pods, (all) => scalerPods(all, deployment));
  const log = 'missing' in ours ? ours : await part(() => readScalerLog(cluster.value, namespace, ours.value));
  const failures = valueOr(
    map(log, (found) => found.failures),
    [],
  );
  return { state: map2(deployments, ours, (all, replicas) => scalerState(all, replicas, failures)), log };
}

function scalerState(deployments: readonly Deployment[], pods: readonly Pod[], failures: readonly string[]): ScalerState | undefined {
  const replicas = replicasOf(deployments, FIXED_NAMES.scaler);
  return replicas && { ...replicas, reason: pods.map(podReason).find(Boolean), failures };
}

/** The current decision for an entry; undefined if the log has none. */
export function decisionFor({ decisions }: ScalerLog, scaledJobName: string, now: number): ScalerDecision | undefined {
  const found = decisions.get(scaledJobName);
  return found !== undefined && now - found.loggedAt <= OPERATE.decision.milliseconds ? found : undefined;
}
