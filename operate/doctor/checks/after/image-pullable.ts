import { agentPoolObjectName, type Names } from '../../../../config/names';
import type { Config } from '../../../../config/types';
import type { Pod, ScaledJob } from '../../../lib/cluster/objects';
import { lacksImage, podReason } from '../../../lib/cluster/pod-reason';
import { allOf, type Fault } from './all-of';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';

/** A node that runs a placeholder has pulled the image; a pod that can't is told by the kubelet. */
export const imagePullable: AfterCheck = {
  id: 'image',
  title: 'Nodes can pull the agent image',
  phase: 'after',
  run: async ({ cluster, config, names, image }) => {
    const reader = cluster();
    const [scaledJobs, pods] = await Promise.all([reader.scaledJobs(names.agentsNamespace), reader.pods(names.agentsNamespace)]);
    const wanted = config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name));
    const isRun = (name: string) => pods.some((pod) => isReady(pod) && imagesOf(pod).includes(name));
    const others = scaledJobs
      .filter(({ metadata }) => wanted.includes(metadata.name))
      .flatMap(imagesOfJob)
      .filter((each) => each.image !== image)
      .map((each) => ({ ...each, runs: isRun(each.image) }));
    const faultsOf = (runs: boolean) => others.filter((other) => other.runs === runs).map((other) => otherImage(other, image, config));
    const starved = pullFaults(pods, names);
    const unproven: Fault = {
      finding: `no pod runs ${image}: that it can be pulled is not proven`,
      advice: `kubectl get pods --namespace ${names.agentsNamespace} shows what keeps the placeholder from running it`,
    };
    const proven = isRun(image) || starved.length > 0 || others.length > 0;
    const faults = [...faultsOf(false), ...starved, ...(proven ? [] : [unproven])];
    const outcome = allOf([...faults, ...faultsOf(true)], `${image} runs`);
    return faults.length === 0 && outcome.status === 'fail' ? { ...outcome, status: 'warn' } : outcome;
  },
};

interface OtherImage {
  readonly job: string;
  readonly image: string;
  /** Whether a ready pod runs it, so that it can be pulled. */
  readonly runs: boolean;
}

const imagesOfJob = ({ metadata, spec }: ScaledJob): readonly Pick<OtherImage, 'job' | 'image'>[] =>
  [...new Set(spec.jobTargetRef.template.spec.containers.map((container) => container.image))].map((image) => ({
    job: metadata.name,
    image,
  }));

/** An image that is built here has another tag for each AGENT_IMAGE_REVISION, which pipelines set and workstations do not. */
const otherImage = ({ job, image, runs }: OtherImage, wanted: string, { image: { kind } }: Config): Fault => ({
  finding: `ScaledJob ${job} runs ${image}${runs ? ', as a ready pod does' : ''}, and the config says ${wanted}`,
  advice:
    kind === 'build'
      ? `${DEPLOY}; where pipelines deploy, export AGENT_IMAGE_REVISION as they do first: it is part of the image's tag (docs/pipelines.md)`
      : DEPLOY,
});

function pullFaults(pods: readonly Pod[], { agentsNamespace, registry }: Names): readonly Fault[] {
  const reasons = pods.map((pod) => ({ name: pod.metadata.name, reason: podReason(pod) ?? '' })).filter(({ reason }) => lacksImage(reason));
  const [first] = reasons;
  if (first === undefined) return [];
  const others = reasons.length === 1 ? '' : ` and ${reasons.length - 1} more`;
  return [
    {
      finding: `pod ${first.name}${others} can't pull the image: ${first.reason}`,
      advice: `kubectl describe pod ${first.name} --namespace ${agentsNamespace}; does the image exist, and has the kubelet the role AcrPull on registry ${registry}?`,
    },
  ];
}

const imagesOf = ({ spec }: Pod): readonly string[] => spec.containers.map(({ image }) => image);

const isReady = ({ status }: Pod): boolean => status.containerStatuses.some(({ ready }) => ready);
