import { Construct } from 'constructs';
import { type AgentPoolProps, completeProps } from './agent-props';
import { ClusterEgress } from './cluster-egress';
import { DisruptionBudget } from './disruption-budget';
import { Placeholder } from './placeholder';
import { ScaledJob } from './scaled-job';
import { TriggerAuthentication } from './trigger-authentication';

export type { AgentPoolProps } from './agent-props';

/**
 * Agents for one agent pool, on a cluster that has KEDA: a placeholder, and a ScaledJob that creates one agent for each job.
 * It needs a namespace, a service account and, with a token, a Secret. docs/examples/own-stack is a whole stack.
 *
 * @example
 * new AgentPool(this, 'linux', {
 *   objectName: 'linux',
 *   namespace: 'agents',
 *   serviceAccountName: 'azure-pipelines-agent',
 *   image: 'example.azurecr.io/azure-pipelines-agent:1',
 *   provider: azurePipelines({
 *     organizationUrl: 'https://dev.azure.com/contoso',
 *     pool: 'aks-linux',
 *     credentials: { kind: 'pat', secretName: 'azure-devops-token' },
 *   }),
 *   maxAgents: 5,
 * });
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
