import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import type { Construct } from 'constructs';
import { FIXED_NAMES } from '../config/names';
import type { Config } from '../config/types';
import { KedaRelease } from '../constructs/keda/keda-release';
import type { StackProps } from './base-stack';
import { ClusterStack } from './cluster-stack';

export interface KedaStackProps extends StackProps {
  /** The config's `keda`. Without it, KEDA of somebody else is used, and there is no stack. */
  readonly keda: Extract<Config['keda'], { kind: 'create' }>;
}

/** KEDA. It is deployed before the agents, whose objects can't be planned until its CRDs exist. */
export class KedaStack extends ClusterStack {
  constructor(scope: Construct, id: string, props: KedaStackProps) {
    super(scope, id, props);
    const { version, trigger, httpTimeoutSeconds, chartRepository, imageRegistry } = props.keda;
    // With the scaler, KEDA needs no credential.
    const identity = trigger === 'azure-pipelines' ? this.lookUpIdentity(props) : undefined;
    new HelmProvider(this, 'helm', { kubernetes: this.access });
    new KedaRelease(this, 'keda', {
      namespace: FIXED_NAMES.kedaNamespace,
      version,
      httpTimeoutSeconds,
      chartRepository,
      imageRegistry,
      metrics: props.config.monitoring !== undefined,
      workloadIdentity: identity && { clientId: identity.clientId, tenantId: identity.tenantId },
    });
  }
}
