import { Construct } from 'constructs';
import { ClusterEgress } from '../pods/cluster-egress';
import { DisruptionBudget } from '../pods/disruption-budget';
import { providerTrigger, scalerTrigger } from '../pods/job-trigger';
import { ScaledJob } from '../pods/scaled-job';
import { agentPods } from './agent-pod';
import { type AgentPoolProps, type CompleteAgentPoolProps, completeProps } from './agent-props';
import { Placeholder } from './placeholder';
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
  /** How KEDA signs in to the service. undefined with the trigger `scaler`, which needs no sign-in. */
  readonly triggerAuthentication: TriggerAuthentication | undefined;
  readonly placeholder: Placeholder;
  readonly scaledJob: ScaledJob;

  constructor(scope: Construct, id: string, options: AgentPoolProps) {
    super(scope, id);
    const props = completeProps(options);
    const withPods = { ...props, ...agentPods(props) };
    this.triggerAuthentication = props.trigger === 'provider' ? this.#addTriggerAuthentication(props) : undefined;
    this.placeholder = new Placeholder(this, 'placeholder', props);
    if (props.egressNamespaces.length > 0) new ClusterEgress(this, 'cluster_egress', withPods);
    if (props.podDisruptionBudget) new DisruptionBudget(this, 'disruption_budget', withPods);
    const { triggerAuthentication: authentication, placeholder } = this;
    this.scaledJob = new ScaledJob(this, 'scaled_job', {
      ...withPods,
      jobTrigger: authentication === undefined ? scalerTrigger(props) : providerTrigger(props, authentication.name),
      dependsOn: [...(authentication === undefined ? [] : [authentication]), placeholder].map(({ object }) => object.resource),
    });
  }

  #addTriggerAuthentication({ objectName, namespace, provided, dependsOn }: CompleteAgentPoolProps): TriggerAuthentication {
    return new TriggerAuthentication(this, 'trigger_authentication', {
      name: objectName,
      namespace,
      signIn: provided.triggerSignIn,
      dependsOn,
    });
  }
}
