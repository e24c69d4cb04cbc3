import { FIXED_NAMES } from '../../../../config/names';
import type { Deployment, Pod, ScaledJob } from '../../../lib/cluster/objects';
import { podReason } from '../../../lib/cluster/pod-reason';
import type { Finding } from '../../../lib/finding';
import { scalerLogCommand, scalerPods } from '../../../lib/scaler-log';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { withoutScaler } from '../../facts/cluster/scaler';
import { fail, type Outcome, pass, warn } from '../../outcome';

const DEPLOYMENT = `Deployment ${FIXED_NAMES.scaler}`;

/** A replica is ready while it can read a queue and the cluster, so a ready one proves that it reaches both. */
export const scaler: Check<ClusterContext> = {
  id: 'scaler',
  title: 'Scaler',
  run: async ({ cluster, config, names, remedies }) => {
    const none = withoutScaler(config);
    if (none !== undefined) return none;
    const { agentsNamespace: namespace } = names;
    const reader = cluster();
    const [deployments, pods, scaledJobs] = await Promise.all([
      reader.deployments(namespace),
      reader.pods(namespace),
      reader.scaledJobs(namespace),
    ]);
    const found = deployments.find(({ metadata }) => metadata.name === FIXED_NAMES.scaler);
    if (found === undefined) return fail(`${DEPLOYMENT} does not exist: no agents are made`, remedies.restore);
    return ofReplicas(found, scalerPods(pods, config.name), namespace) ?? ofImage(found, scaledJobs, { config, remedies });
  },
};

/** What is wrong with the replicas; undefined if nothing is. */
function ofReplicas(
  { spec: { replicas }, status: { readyReplicas } }: Deployment,
  pods: readonly Pod[],
  namespace: string,
): Outcome | undefined {
  if (readyReplicas >= replicas && replicas > 0) return undefined;
  const { finding, advice } = unready(replicas, readyReplicas, pods, namespace);
  return readyReplicas === 0 ? fail(`${finding}: no agents are made`, advice) : warn(finding, advice);
}

function unready(wanted: number, ready: number, pods: readonly Pod[], namespace: string): Finding {
  const where = `--namespace ${namespace}`;
  if (wanted === 0)
    return { finding: `${DEPLOYMENT} is scaled to 0`, advice: `kubectl scale deployment ${FIXED_NAMES.scaler} --replicas 2 ${where}` };
  const reason = pods.map(podReason).find((text) => text !== undefined);
  const finding = `${DEPLOYMENT} has ${ready} of ${wanted} pods ready`;
  return reason === undefined
    ? { finding, advice: `see the reason with ${scalerLogCommand(`--all-pods ${where}`)}` }
    : { finding: `${finding} (${reason})`, advice: `kubectl describe deployment ${FIXED_NAMES.scaler} ${where}` };
}

/** The scaler has the image of the agents or, without agent pools, that of the runners. It replaces warm ones with another image. */
function ofImage(
  deployment: Deployment,
  scaledJobs: readonly ScaledJob[],
  { config, remedies }: Pick<ClusterContext, 'config' | 'remedies'>,
): Outcome {
  const own = imageIn(deployment.spec.template);
  const whose = config.agentPools.length > 0 ? 'agents' : 'runners';
  const ofRunners = deployedEntries(config).flatMap(({ component, scaledJobName }) => (component === 'runner' ? [scaledJobName] : []));
  const others = scaledJobs
    .filter(({ metadata }) => whose === 'runners' || !ofRunners.includes(metadata.name))
    .filter(({ spec }) => imageIn(spec.jobTargetRef.template) !== own)
    .map(({ metadata }) => metadata.name);
  if (others.length === 0)
    return pass(`${deployment.status.readyReplicas} of ${deployment.spec.replicas} pods ready, with the image of the ${whose}`);
  return fail(`${DEPLOYMENT} runs ${own}, and ${others.join(', ')} another image: a deploy has ended half-way`, remedies.restoreChanged);
}

const imageIn = ({ spec }: Deployment['spec']['template']): string | undefined => spec.containers[0]?.image;
