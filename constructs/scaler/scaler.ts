import { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { ScalerAccount } from './scaler-account';
import { scalerDeployment, scalerDisruptionBudget, scalerService } from './scaler-objects';
import { scalerClients, scalerIngress } from './scaler-policies';
import { completeScalerProps, type ScalerProps } from './scaler-props';

export type { ScalerProps } from './scaler-props';

/**
 * Counts the jobs in the queues of all entries, and answers KEDA how many Jobs of each entry there should be. KEDA needs no
 * credential then. The entries are `AgentPool`s of the same namespace with the trigger `scaler`, and `RunnerPool`s. See docs/decisions/0037.
 *
 * @example
 * new Scaler(this, 'scaler', {
 *   name: 'team-a',
 *   namespace: 'agents',
 *   image: 'example.azurecr.io/azure-pipelines-agent:1',
 *   access: azurePipelinesScaler({
 *     organizationUrl: 'https://dev.azure.com/contoso',
 *     credentials: { kind: 'pat', secretName: 'agents-token' },
 *   }),
 *   entries: [{ objectName: 'linux', pool: 'aks-linux', maxAgents: 5 }],
 * });
 */
export class Scaler extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, options: ScalerProps) {
    super(scope, id);
    const props = completeScalerProps(options);
    const { dependsOn } = props;
    const account = new ScalerAccount(this, 'service_account', props);
    const ingress = new KubernetesObject(this, 'network_policy', scalerIngress(props), { dependsOn });
    const clients = scalerClients(props);
    const policies = [ingress, ...(clients === undefined ? [] : [new KubernetesObject(this, 'clients_policy', clients, { dependsOn })])];
    const service = new KubernetesObject(this, 'service', scalerService(props), { dependsOn });
    const budget = new KubernetesObject(this, 'disruption_budget', scalerDisruptionBudget(props), { dependsOn });
    const before = [...account.objects, ...policies].map(({ resource }) => resource);
    const deployment = new KubernetesObject(this, 'deployment', scalerDeployment(props), { dependsOn: before });
    this.objects = [...account.objects, ...policies, service, budget, deployment];
  }
}
