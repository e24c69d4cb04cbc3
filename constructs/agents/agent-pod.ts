import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { jobPodTemplate } from '../pods/job-pod';
import { privateFolders } from '../pods/pod-parts';
import type { JobPods } from '../pods/scaled-job';
import type { CompleteAgentPoolProps } from './agent-props';

/** The pod of one agent. */
export const agentPodTemplate = (props: CompleteAgentPoolProps): PodTemplateSpec =>
  jobPodTemplate(props, { component: 'agent', privateFolders: privateFolders() });

/** The pods of an entry of `agentPools`, for its ScaledJob and its other objects. */
export const agentPods = (props: CompleteAgentPoolProps): JobPods => ({
  component: 'agent',
  maxPods: props.maxAgents,
  template: agentPodTemplate(props),
});
