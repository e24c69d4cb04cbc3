import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Service } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { selectorLabels } from '../../config/labels';
import { FIXED_NAMES } from '../../config/names';
import { SCALER_REPLICAS } from '../../config/pod-contract';
import { mayStay } from '../../config/scaler-address';
import type { NativeObject } from '../kubernetes/kubernetes-object';
import { SCALER_PORTS, scalerPodTemplate } from './scaler-pod';
import type { CompleteScalerProps } from './scaler-props';

const metadataOf = ({ name, namespace }: CompleteScalerProps) => ({
  name: FIXED_NAMES.scaler,
  namespace,
  labels: selectorLabels(name, 'scaler'),
});

export function scalerDeployment(props: CompleteScalerProps): Deployment & NativeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(props),
    spec: {
      // KEDA takes the largest number of all replicas that answer, so they need no leader.
      replicas: SCALER_REPLICAS,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      revisionHistoryLimit: 2,
      selector: { matchLabels: selectorLabels(props.name, 'scaler') },
      template: scalerPodTemplate(props),
    },
  };
}

/**
 * The Service through which KEDA and the agents find the replicas. Each port equals that of the pods: KEDA looks for the port of
 * the trigger's URL among those of the pods (pkg/scalers/metrics_api_scaler.go).
 */
export function scalerService(props: CompleteScalerProps): Service & NativeObject {
  const names = props.entries.some(mayStay) ? (['numbers', 'agents'] as const) : (['numbers'] as const);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(props),
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(props.name, 'scaler'),
      ports: names.map((name) => ({ name, port: SCALER_PORTS[name], targetPort: SCALER_PORTS[name], protocol: 'TCP' })),
    },
  };
}

/**
 * A drain evicts one replica only when the other one is ready. Replicas that are not ready serve nobody and may always be evicted:
 * with a wrong credential none is ready, and they would block every drain.
 */
export function scalerDisruptionBudget(props: CompleteScalerProps): PodDisruptionBudget & NativeObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(props),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorLabels(props.name, 'scaler') },
    },
  };
}
