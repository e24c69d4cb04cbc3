import { agentPoolObjectName, type Names } from '../../../../config/names';
import type { Config } from '../../../../config/types';
import type { Pod, ScaledJob } from '../../../lib/cluster/objects';
import { lacksImage, podReason } from '../../../lib/cluster/pod-reason';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { DEPLOY } from '../../facts/cluster/deploy';
import { outcomeOf } from '../../outcome';

/** A ready pod proves that a node could pull its image. For a pod without its image, the kubelet gives the reason. */
export const image: Check<ClusterContext> = {
  id: 'image',
  title: 'Agent image in the cluster',
  run: async ({ cluster, config, names, image: wanted }) => {
    const reader = cluster();
    const [all, pods] = await Promise.all([reader.scaledJobs(names.agentsNamespace), reader.pods(names.agentsNamespace)]);
    const ours = config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name));
    const isRunning = (reference: string) => pods.some((pod) => isReady(pod) && imagesOf(pod).includes(reference));
    const others = all
      .filter(({ metadata }) => ours.includes(metadata.name))
      .flatMap(imagesOfScaledJob)
      .filter(({ reference }) => reference !== wanted)
      .map((other) => ({ ...other, isRunning: isRunning(other.reference) }));
    const notPulled = pullFindings(pods, names);
    const isProven = isRunning(wanted) || notPulled.length > 0 || others.length > 0;
    const findingOf = (other: OtherImage) => otherImage(other, wanted, config);
    const failures = [
      ...others.filter((other) => !other.isRunning).map(findingOf),
      ...notPulled,
      ...(isProven ? [] : [unproven(wanted, names)]),
    ];
    const warnings = others.filter((other) => other.isRunning).map(findingOf);
    const outcome = outcomeOf([...failures, ...warnings], `${wanted} runs`);
    return failures.length === 0 && outcome.status === 'fail' ? { ...outcome, status: 'warn' } : outcome;
  },
};

/** An image of a ScaledJob that is not the one in the config. */
interface OtherImage {
  readonly scaledJob: string;
  readonly reference: string;
  /** Whether a ready pod runs it, so that it can be pulled. */
  readonly isRunning: boolean;
}

const imagesOfScaledJob = ({ metadata, spec }: ScaledJob): readonly Pick<OtherImage, 'scaledJob' | 'reference'>[] =>
  [...new Set(spec.jobTargetRef.template.spec.containers.map((container) => container.image))].map((reference) => ({
    scaledJob: metadata.name,
    reference,
  }));

/** The tag of an image that is built here contains AGENT_IMAGE_REVISION, which pipelines set and workstations do not. */
const otherImage = ({ scaledJob, reference, isRunning }: OtherImage, wanted: string, { image: { kind } }: Config): Finding => ({
  finding: `ScaledJob ${scaledJob} runs ${reference}${isRunning ? ', as a ready pod does' : ''}, and the config says ${wanted}`,
  advice:
    kind === 'build'
      ? `${DEPLOY}; if pipelines deploy, first export the same AGENT_IMAGE_REVISION: it is part of the image's tag (docs/pipelines.md)`
      : DEPLOY,
});

const unproven = (wanted: string, { agentsNamespace }: Names): Finding => ({
  finding: `no pod runs ${wanted}, so it is not proven that it can be pulled`,
  advice: `see why the placeholder does not run it with kubectl get pods --namespace ${agentsNamespace}`,
});

function pullFindings(pods: readonly Pod[], { agentsNamespace, registry }: Names): readonly Finding[] {
  const reasons = pods.map((pod) => ({ name: pod.metadata.name, reason: podReason(pod) ?? '' })).filter(({ reason }) => lacksImage(reason));
  const [first] = reasons;
  if (first === undefined) return [];
  const others = reasons.length === 1 ? '' : ` and ${reasons.length - 1} more`;
  return [
    {
      finding: `pod ${first.name}${others} can't pull the image: ${first.reason}`,
      advice: `kubectl describe pod ${first.name} --namespace ${agentsNamespace}; check that the image exists, and that the kubelet has the role AcrPull on registry ${registry}`,
    },
  ];
}

const imagesOf = ({ spec }: Pod): readonly string[] => spec.containers.map((container) => container.image);

const isReady = ({ status }: Pod): boolean => status.containerStatuses.some(({ ready }) => ready);
