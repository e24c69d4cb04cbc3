import { agentPoolObjectName, type Names } from '../../../../config/names';
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
    const others = scaledJobs.filter(({ metadata }) => wanted.includes(metadata.name)).flatMap((job) => otherImage(job, image));
    const starved = pullFaults(pods, names);
    const isRun = pods.some((pod) => pod.status.containerStatuses.some(({ ready }) => ready) && imagesOf(pod).includes(image));
    const unproven: Fault = {
      finding: `no pod runs ${image}: that it can be pulled is not proven`,
      advice: `kubectl get pods --namespace ${names.agentsNamespace} shows what keeps the placeholder from running it`,
    };
    return allOf([...others, ...starved, isRun || starved.length > 0 || others.length > 0 ? undefined : unproven], `${image} runs`);
  },
};

function otherImage({ metadata, spec }: ScaledJob, image: string): readonly Fault[] {
  const names = [...new Set(spec.jobTargetRef.template.spec.containers.map((container) => container.image))];
  return names
    .filter((name) => name !== image)
    .map((name) => ({
      finding: `ScaledJob ${metadata.name} runs ${name}, and the config says ${image}`,
      advice: DEPLOY,
    }));
}

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
