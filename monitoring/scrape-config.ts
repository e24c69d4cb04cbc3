import { FIXED_NAMES } from '../config/names';
import { PLACEHOLDER } from '../config/timings';
import { GITHUB_TOKEN_METRICS, KEDA_METRICS, PLACEHOLDER_METRICS, RUNNER_METRICS, SCALER_METRICS } from './metrics';

export interface ScrapedNamespaces {
  readonly agentsNamespace: string;
  readonly kedaNamespace: string;
  /** Whether the namespace of the agents has the scaler. @default false */
  readonly scaler?: boolean;
  /** Whether the scaler has runner pools. @default false */
  readonly runners?: boolean;
  /** Whether the scaler knows when the token for GitHub expires. @default false */
  readonly gitHubTokenExpiry?: boolean;
}

/** The same as the placeholder's rounds. A shorter interval would store the same numbers again. */
const INTERVAL = `${PLACEHOLDER.round.seconds}s`;

const META = '__meta_kubernetes_pod';

/** The scrape config of a Prometheus. It keeps only what the dashboard and the alerts use, because each sample costs money. */
export function scrapeConfig(namespaces: ScrapedNamespaces) {
  const { agentsNamespace, kedaNamespace, scaler = false } = namespaces;
  return {
    scrape_configs: [
      {
        ...job('azure-pipelines-placeholders', agentsNamespace),
        relabel_configs: [
          keep([`${META}_label_app_kubernetes_io_component`, `${META}_container_port_name`], 'placeholder;http'),
          label('pod', `${META}_name`),
          // The name of the ScaledJob distinguishes the entries of one agent pool.
          label('entry', `${META}_label_app_kubernetes_io_instance`),
        ],
        metric_relabel_configs: [keep(['__name__'], PLACEHOLDER_METRICS.join('|'))],
      },
      ...(scaler ? [scalerJob(agentsNamespace, scalerMetrics(namespaces))] : []),
      {
        ...job(FIXED_NAMES.kedaOperator, kedaNamespace),
        relabel_configs: [
          keep([`${META}_label_app`, `${META}_container_port_name`], `${FIXED_NAMES.kedaOperator};metrics`),
          label('pod', `${META}_name`),
        ],
        metric_relabel_configs: [keep(['__name__'], KEDA_METRICS.join('|'))],
      },
    ],
  };
}

const scalerMetrics = ({ runners = false, gitHubTokenExpiry = false }: ScrapedNamespaces): readonly string[] => [
  ...SCALER_METRICS,
  ...(runners ? RUNNER_METRICS : []),
  ...(gitHubTokenExpiry ? GITHUB_TOKEN_METRICS : []),
];

/** Its metrics name their entries themselves. */
const scalerJob = (namespace: string, metrics: readonly string[]) => ({
  ...job(FIXED_NAMES.scaler, namespace),
  relabel_configs: [
    keep([`${META}_label_app_kubernetes_io_component`, `${META}_container_port_name`], 'scaler;http'),
    label('pod', `${META}_name`),
  ],
  metric_relabel_configs: [keep(['__name__'], metrics.join('|'))],
});

function job(name: string, namespace: string) {
  return { job_name: name, scrape_interval: INTERVAL, kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [namespace] } }] };
}

const keep = (labels: readonly string[], regex: string) => ({ source_labels: labels, regex, action: 'keep' });

const label = (name: string, source: string) => ({ source_labels: [source], target_label: name });
