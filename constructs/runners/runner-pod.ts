import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { jobPodTemplate } from '../pods/job-pod';
import { privateHome } from '../pods/pod-parts';
import type { JobPods } from '../pods/scaled-job';
import type { CompleteRunnerPoolProps } from './runner-props';

/** The pod of one runner. Its registrar runs no program of the runner package, so it needs no copy of it. */
export const runnerPodTemplate = (props: CompleteRunnerPoolProps): PodTemplateSpec =>
  jobPodTemplate(props, { component: 'runner', privateFolders: [privateHome()] });

/** The pods of an entry of `runnerPools`, for its ScaledJob and its other objects. */
export const runnerPods = (props: CompleteRunnerPoolProps): JobPods => ({
  component: 'runner',
  maxPods: props.maxRunners,
  template: runnerPodTemplate(props),
});
