import type { ConfigMap } from 'kubernetes-types/core/v1';
import { FIXED_NAMES } from '../../../config/names';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** Where the sidecar of Grafana's charts looks for dashboards: in ConfigMaps with this label. kube-prometheus-stack wants this value. */
const GRAFANA_LABEL = { grafana_dashboard: '1' } as const;

/** The dashboard for a Grafana in the cluster. */
export const dashboardConfigMap = (namespace: string, dashboard: string): ConfigMap & NativeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: FIXED_NAMES.dashboard, namespace, labels: GRAFANA_LABEL },
  // The sidecar makes a file of this name.
  data: { 'azure-pipelines-agents.json': dashboard },
});
