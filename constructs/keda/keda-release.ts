import { Release } from '@cdktf/provider-helm/lib/release';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Construct } from 'constructs';
import { hasJobDeadline } from '../../config/keda-version';
import { CLUSTER } from '../../config/timings';
import { KedaNetworkPolicy } from './keda-network-policy';

export interface KedaReleaseProps {
  readonly namespace: string;
  /** Version of KEDA. The chart has the same version. */
  readonly version: string;
  readonly chartRepository: string;
  readonly imageRegistry: string;
  readonly httpTimeoutSeconds: number;
  /** Whether the operator serves metrics at port 8080. @default false */
  readonly metrics?: boolean;
  /** The identity that the operator uses to read the queue. @default - none: it uses a token */
  readonly workloadIdentity?: { readonly clientId: string; readonly tenantId: string } | undefined;
}

/**
 * Installs KEDA by Helm. A failed installation is rolled back.
 *
 * @example
 * new KedaRelease(this, 'keda', {
 *   namespace: 'keda',
 *   version: NEWEST_KEDA_VERSION,
 *   chartRepository: 'https://kedacore.github.io/charts',
 *   imageRegistry: 'ghcr.io',
 *   httpTimeoutSeconds: 15,
 * });
 */
export class KedaRelease extends Construct {
  readonly resource: Release;

  constructor(scope: Construct, id: string, props: KedaReleaseProps) {
    super(scope, id);
    const namespace = new NamespaceV1(this, 'namespace', {
      metadata: { name: props.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    const policy = new KedaNetworkPolicy(this, 'network_policy', {
      namespace: props.namespace,
      metricsFrom: props.metrics ? 'kube-system' : undefined,
      dependsOn: [namespace],
    });
    this.resource = new Release(this, 'Resource', {
      name: 'keda',
      namespace: props.namespace,
      repository: props.chartRepository.startsWith('oci://') ? undefined : props.chartRepository,
      chart: props.chartRepository.startsWith('oci://') ? `${props.chartRepository}/keda` : 'keda',
      version: props.version,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
      timeout: CLUSTER.keda.seconds,
      values: [JSON.stringify(kedaReleaseValues(props))],
      dependsOn: [policy.object.resource],
    });
  }
}

/**
 * How many requests a second the operator may send to the Kubernetes API, and how many together after a pause. KEDA's
 * defaults are 20 and 30 in all supported versions (cmd/operator/main.go): a poll that finds 200 jobs would take 9 seconds.
 */
export const KUBERNETES_API_LIMITS = { perSecond: 50, burst: 100 } as const;

/** Values of the chart kedacore/keda, see its values.yaml. */
export function kedaReleaseValues({ version, imageRegistry, httpTimeoutSeconds, metrics = false, workloadIdentity }: KedaReleaseProps) {
  return {
    image: {
      pullPolicy: 'IfNotPresent',
      keda: { registry: imageRegistry },
      metricsApiServer: { registry: imageRegistry },
      webhooks: { registry: imageRegistry },
    },
    http: { timeout: httpTimeoutSeconds * 1000 },
    // Text: Helm would write a large number with an exponent.
    extraArgs: {
      keda: { 'kube-api-qps': `${KUBERNETES_API_LIMITS.perSecond}`, 'kube-api-burst': `${KUBERNETES_API_LIMITS.burst}` },
    },
    ...(hasJobDeadline(version) ? { operator: { kubernetesApiTimeout: `${CLUSTER.kedaJobs.seconds}s` } } : {}),
    resources: {
      operator: resources({ cpu: '100m', memory: '128Mi', memoryLimit: '512Mi' }),
      metricServer: resources({ cpu: '50m', memory: '64Mi', memoryLimit: '256Mi' }),
      webhooks: resources({ cpu: '20m', memory: '64Mi', memoryLimit: '256Mi' }),
    },
    ...(metrics ? { prometheus: { operator: { enabled: true } } } : {}),
    ...(workloadIdentity === undefined ? {} : { podIdentity: { azureWorkload: { enabled: true, ...workloadIdentity } } }),
  };
}

/** What a container of KEDA requests, and its limit of memory. */
interface KedaResources {
  readonly cpu: string;
  readonly memory: string;
  readonly memoryLimit: string;
}

/** Requests are low, because a cluster with one small node has little CPU. A CPU limit would slow the scaler down under load, so there is none. */
const resources = ({ cpu, memory, memoryLimit }: KedaResources) => ({
  requests: { cpu, memory },
  limits: { cpu: null, memory: memoryLimit },
});
