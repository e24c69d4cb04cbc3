import type { JobComponent } from '../../../../config/labels';
import type { Pod, ScaledJob } from '../../../lib/cluster/objects';
import { lacksImage, podReason } from '../../../lib/cluster/pod-reason';
import type { DeployedImages, DeployedNames } from '../../../lib/deployment';
import type { Finding } from '../../../lib/finding';
import type { Remedies } from '../../../lib/remedies';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { deployedEntries } from '../../facts/cluster/entries';
import { outcomeOf } from '../../outcome';

/** A ready pod proves that a node could pull its image. For a pod without its image, the kubelet gives the reason. */
export const image: Check<ClusterContext> = {
  id: 'image',
  title: 'Images in the cluster',
  run: async ({ cluster, config, names, images, remedies }) => {
    const reader = cluster();
    const [all, pods] = await Promise.all([reader.scaledJobs(names.agentsNamespace), reader.pods(names.agentsNamespace)]);
    const ours = new Map(deployedEntries(config).map(({ scaledJobName, component }) => [scaledJobName, component]));
    const isRunning = (reference: string) => pods.some((pod) => isReady(pod) && imagesOf(pod).includes(reference));
    const others = all
      .flatMap((scaledJob) => imagesOfScaledJob(scaledJob, ours.get(scaledJob.metadata.name)))
      .filter(({ reference, component }) => reference !== images[component])
      .map((other) => ({ ...other, isRunning: isRunning(other.reference) }));
    const notPulled = pullFindings(pods, names, remedies);
    // The placeholders, or the scaler of a deployment with runners alone, always run this image. The other one runs only with jobs.
    const [always, withJobs]: readonly JobComponent[] = config.agentPools.length > 0 ? ['agent', 'runner'] : ['runner'];
    const wanted = images[always ?? 'agent'];
    const isProven = isRunning(wanted) || notPulled.length > 0 || others.length > 0;
    const findingOf = (other: OtherImage) => otherImage(other, images, remedies);
    const failures = [
      ...others.filter((other) => !other.isRunning).map(findingOf),
      ...notPulled,
      ...(isProven ? [] : [unproven(wanted, names)]),
    ];
    const warnings = others.filter((other) => other.isRunning).map(findingOf);
    const further =
      withJobs !== undefined && config.runnerPools.length > 0 ? runnerText(images[withJobs], isRunning(images[withJobs])) : '';
    const outcome = outcomeOf([...failures, ...warnings], `${wanted} runs${further}`);
    return failures.length === 0 && outcome.status === 'fail' ? { ...outcome, status: 'warn' } : outcome;
  },
};

/** An image of a ScaledJob that is not the one in the config. */
interface OtherImage {
  readonly scaledJob: string;
  readonly component: JobComponent;
  readonly reference: string;
  /** Whether a ready pod runs it, so that it can be pulled. */
  readonly isRunning: boolean;
}

/** @param component what its pods are; undefined if it is none of the config's entries */
function imagesOfScaledJob(
  { metadata, spec }: ScaledJob,
  component: JobComponent | undefined,
): readonly Pick<OtherImage, 'scaledJob' | 'component' | 'reference'>[] {
  if (component === undefined) return [];
  const references = new Set(spec.jobTargetRef.template.spec.containers.map((container) => container.image));
  return [...references].map((reference) => ({ scaledJob: metadata.name, component, reference }));
}

const runnerText = (reference: string, isRunning: boolean): string =>
  isRunning ? ` and ${reference}` : `; no runner runs now, so it is not proven that ${reference} can be pulled`;

const otherImage = ({ scaledJob, component, reference, isRunning }: OtherImage, images: DeployedImages, remedies: Remedies): Finding => ({
  finding: `ScaledJob ${scaledJob} runs ${reference}${isRunning ? ', as a ready pod does' : ''}, and ${images[component]} is configured`,
  advice: remedies.otherImage(component),
});

const unproven = (wanted: string, { agentsNamespace }: DeployedNames): Finding => ({
  finding: `no pod runs ${wanted}, so it is not proven that it can be pulled`,
  advice: `see why no placeholder and no scaler runs it with kubectl get pods --namespace ${agentsNamespace}`,
});

function pullFindings(pods: readonly Pod[], { agentsNamespace }: DeployedNames, { pull }: Remedies): readonly Finding[] {
  const reasons = pods.map((pod) => ({ name: pod.metadata.name, reason: podReason(pod) ?? '' })).filter(({ reason }) => lacksImage(reason));
  const [first] = reasons;
  if (first === undefined) return [];
  const others = reasons.length === 1 ? '' : ` and ${reasons.length - 1} more`;
  return [
    {
      finding: `pod ${first.name}${others} can't pull the image: ${first.reason}`,
      advice: `kubectl describe pod ${first.name} --namespace ${agentsNamespace}; ${pull}`,
    },
  ];
}

const imagesOf = ({ spec }: Pod): readonly string[] => spec.containers.map((container) => container.image);

const isReady = ({ status }: Pod): boolean => status.containerStatuses.some(({ ready }) => ready);
