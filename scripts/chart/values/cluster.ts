import * as z from 'zod';
import { API_SERVER, CLUSTER_RANGES } from '../../../config/cluster-network';
import { FIXED_NAMES } from '../../../config/names';
import { field, flag } from '../../../config/schema/field';
import { keda } from '../../../config/schema/keda';
import { monitoring } from '../../../config/schema/monitoring';
import { podOptions } from '../../../config/schema/pod-options';

/** The namespace whose pods read the metrics on AKS: those of Azure's managed Prometheus. */
const METRICS_NAMESPACE = 'kube-system';

const namespace = () => {
  const { element } = podOptions.egressNamespaces.unwrap();
  return element;
};

const addressRange = () =>
  field(z.cidrv4(), { rule: 'an IPv4 address range, like 10.244.0.0/16', remedy: 'write an address and a prefix length from 0 to 32' });

/** The policies except these ranges from all addresses. The API server refuses an exception that is all addresses itself. */
const clusterRange = () =>
  field(z.cidrv4().regex(/\/[1-9]\d?$/), {
    rule: 'an IPv4 address range, like 10.244.0.0/16',
    remedy: 'write an address and a prefix length from 1 to 32',
  });

export const kedaValues = keda.pick({ version: true, trigger: true }).extend({
  /** Namespace of KEDA. Its pods may poll the scaler. With `kedaChart.enabled` it is the namespace of the release. @default 'keda' */
  namespace: namespace().default(FIXED_NAMES.kedaNamespace),
});

export const kedaChartValues = z.looseObject({
  /** Install KEDA with this chart, in the namespace of the release. Leave it off if the cluster has KEDA: a cluster can have only one. All other values here are those of the chart kedacore/keda. @default false */
  enabled: flag().default(false),
});

export const networkValues = z.strictObject({
  /** Addresses of the pods and services of the cluster. Jobs may reach nothing in them but DNS and the namespaces in `egressNamespaces`. What is missing here is open to jobs. docs/helm.md has the commands that show them. @default ["10.244.0.0/16","10.0.0.0/16"] (those of a cluster that AKS creates with its defaults) */
  clusterRanges: field(z.array(clusterRange()).min(1), {
    rule: 'a list of address ranges, at least one',
    remedy: 'name those of the pods and of the services',
  }).default([...CLUSTER_RANGES]),
  /** Address of the service `kubernetes` in the namespace default, with /32 behind it. `kubectl get service kubernetes --namespace default` shows it. @default '10.0.0.1/32' */
  apiServer: addressRange().default(API_SERVER.address),
});

export const monitoringValues = monitoring.pick({ queueMinutes: true }).extend({
  /** Namespace whose pods may read the metrics. @default 'kube-system' */
  namespace: namespace().default(METRICS_NAMESPACE),
  /** Create the ConfigMap ama-metrics-prometheus-config in kube-system, which makes Azure's managed Prometheus read the metrics. A cluster has one of that name: switch this off if something else creates it. @default true */
  azureMonitor: flag().default(true),
  /** Create a ConfigMap with the dashboard, which the sidecar of Grafana's chart finds by the label grafana_dashboard. @default false */
  dashboard: flag().default(false),
  /** Create a PrometheusRule with the alerts. It needs the CRDs of the Prometheus Operator. @default false */
  rules: flag().default(false),
  /** Create PodMonitors, which make a Prometheus read the metrics of placeholders and scaler. They need the CRDs of the Prometheus Operator. @default false */
  podMonitor: flag().default(false),
  /** Labels of the PrometheusRule and the PodMonitors, by which a Prometheus selects them. kube-prometheus-stack selects those whose label `release` is the name of its release, unless its values say otherwise. @default {} */
  labels: podOptions.nodeSelector,
});
