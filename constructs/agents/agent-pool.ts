import { Construct } from 'constructs';
import { type AgentPoolProps, completeProps } from './agent-props';
import { ClusterEgress } from './cluster-egress';
import { DisruptionBudget } from './disruption-budget';
import { Placeholder } from './placeholder';
import { ScaledJob } from './scaled-job';
import { TriggerAuthentication } from './trigger-authentication';

export type { AgentPoolProps } from './agent-props';

/**
 * One agent pool on a cluster that has KEDA: a placeholder, and agents that come with jobs and go with them.
 * It needs a namespace, a service account and, with a token, a secret; docs/examples/own-stack.ts uses it alone.
 */
export class AgentPool extends Construct {
  readonly triggerAuthentication: TriggerAuthentication;
  readonly placeholder: Placeholder;
  readonly scaledJob: ScaledJob;

  constructor(scope: Construct, id: string, options: AgentPoolProps) {
    super(scope, id);
    const props = completeProps(options);
    const { objectName, namespace, provided, dependsOn } = props;
    this.triggerAuthentication = new TriggerAuthentication(this, 'trigger_authentication', {
      name: objectName,
      namespace,
      signIn: provided.triggerSignIn,
      dependsOn,
    });
    this.placeholder = new Placeholder(this, 'placeholder', props);
    if (props.egressNamespaces.length > 0) new ClusterEgress(this, 'cluster_egress', props);
    if (props.podDisruptionBudget) new DisruptionBudget(this, 'disruption_budget', props);
    this.scaledJob = new ScaledJob(this, 'scaled_job', {
      ...props,
      triggerAuthenticationName: this.triggerAuthentication.name,
      dependsOn: [this.triggerAuthentication.object.resource, this.placeholder.object.resource],
    });
  }
}
