import { Construct } from 'constructs';
import { ClusterEgress } from '../pods/cluster-egress';
import { DisruptionBudget } from '../pods/disruption-budget';
import { scalerTrigger } from '../pods/job-trigger';
import { ScaledJob } from '../pods/scaled-job';
import { runnerPods } from './runner-pod';
import { completeRunnerProps, type RunnerPoolProps } from './runner-props';

export type { RunnerPoolProps } from './runner-props';

/**
 * Runners for one runner scale set of GitHub, on a cluster that has KEDA: a ScaledJob that creates one runner for each job. It needs
 * a namespace, a service account, a Secret and a `Scaler`, one of whose entries must be this one. It has no placeholder, because
 * GitHub queues a job whether or not there is a runner. docs/examples/own-stack-runners is a whole stack.
 *
 * @example
 * new RunnerPool(this, 'runner_pool_linux', {
 *   objectName: 'gh-linux',
 *   namespace: 'agents',
 *   serviceAccountName: 'github-runner',
 *   image: 'example.azurecr.io/github-runner:1',
 *   provider: gitHubRunners({
 *     url: 'https://github.com/contoso',
 *     scaleSet: 'gh-linux',
 *     runnerGroup: 'Default',
 *     credentials: { kind: 'app', clientId: 'Iv23liExample', installationId: 12345, secretName: 'github-credential' },
 *   }),
 *   maxRunners: 5,
 * });
 */
export class RunnerPool extends Construct {
  readonly scaledJob: ScaledJob;

  constructor(scope: Construct, id: string, options: RunnerPoolProps) {
    super(scope, id);
    const complete = completeRunnerProps(options);
    const props = { ...complete, ...runnerPods(complete) };
    if (props.egressNamespaces.length > 0) new ClusterEgress(this, 'cluster_egress', props);
    if (props.podDisruptionBudget) new DisruptionBudget(this, 'disruption_budget', props);
    this.scaledJob = new ScaledJob(this, 'scaled_job', { ...props, jobTrigger: scalerTrigger(props) });
  }
}
