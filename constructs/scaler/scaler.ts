import { Construct } from 'constructs';
import { FIXED_NAMES } from '../../config/names';
import { KubernetesObject } from '../kubernetes/kubernetes-object';
import { ScalerAccount } from './scaler-account';
import { ScalerDeployment } from './scaler-deployment';
import { asks } from './scaler-entry';
import { ScalerPolicies } from './scaler-policies';
import { type CompleteScalerProps, completeScalerProps, type ScalerProps } from './scaler-props';
import { scalerService } from './scaler-service';

export type { ScalerEntry } from './scaler-entry';
export type { ScalerProps } from './scaler-props';

/**
 * Counts the jobs in the queues of all entries, and answers KEDA how many Jobs of each entry there should be. It alone needs to
 * sign in for that: KEDA has no credential. Its entries are `AgentPool`s with the trigger `scaler` in the same namespace.
 *
 * @example
 * new Scaler(this, 'scaler', {
 *   name: 'team-a',
 *   namespace: 'agents',
 *   image: 'example.azurecr.io/azure-pipelines-agent:1',
 *   access: azurePipelinesScaler({
 *     organizationUrl: 'https://dev.azure.com/contoso',
 *     credentials: { kind: 'pat', secretName: 'azure-devops-token' },
 *   }),
 *   entries: [{ objectName: 'linux', pool: 'aks-linux', maxAgents: 5 }],
 * });
 */
export class Scaler extends Construct {
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, options: ScalerProps) {
    super(scope, id);
    const props = completeScalerProps(options);
    const account = new ScalerAccount(this, 'service_account', props);
    const policies = new ScalerPolicies(this, 'network_policy', props);
    const before = [...account.objects, ...policies.objects];
    const after = before.map(({ resource }) => resource);
    const deployment = new ScalerDeployment(this, 'deployment', { ...props, dependsOn: after });
  }
}
