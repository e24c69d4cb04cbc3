import { COMPONENT_LABEL, type Component, INSTANCE_LABEL } from '../config/labels';
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

/** Pods whose metrics a Prometheus reads, in whatever form it is told. */
export interface ScrapeTarget {
  /** Name of the scrape job. */
  readonly job: string;
  readonly namespace: string;
  /** A label of the pods, and its value. */
  readonly podLabel: readonly [name: string, value: string];
  /** Name of the container port. */
  readonly port: string;
  /** Labels that all series get, each with the label of service discovery that has its value. */
  readonly labels: Readonly<Record<string, string>>;
  /** The metrics that are stored: only what the dashboard and the alerts use, because each sample costs money. */
  readonly metrics: readonly string[];
}

/** The same as the placeholder's rounds. A shorter interval would store the same numbers again. */
export const SCRAPE_INTERVAL = `${PLACEHOLDER.round.seconds}s`;

/** What a Prometheus has to read. */
export function scrapeTargets(namespaces: ScrapedNamespaces): readonly ScrapeTarget[] {
  const { agentsNamespace, kedaNamespace, scaler = false } = namespaces;
  const own = (component: Component) =>
    ({ namespace: agentsNamespace, podLabel: [COMPONENT_LABEL, component], port: 'http' }) as const satisfies Partial<ScrapeTarget>;
  return [
    {
      ...own('placeholder'),
      job: 'azure-pipelines-placeholders',
      // The name of the ScaledJob distinguishes the entries of one agent pool.
      labels: { ...POD, entry: podLabelSource(INSTANCE_LABEL) },
      metrics: PLACEHOLDER_METRICS,
    },
    // Its metrics name their entries themselves.
    ...(scaler ? [{ ...own('scaler'), job: FIXED_NAMES.scaler, labels: POD, metrics: scalerMetrics(namespaces) }] : []),
    {
      job: FIXED_NAMES.kedaOperator,
      namespace: kedaNamespace,
      podLabel: ['app', FIXED_NAMES.kedaOperator],
      port: 'metrics',
      labels: POD,
      metrics: KEDA_METRICS,
    },
  ];
}

const scalerMetrics = ({ runners = false, gitHubTokenExpiry = false }: ScrapedNamespaces): readonly string[] => [
  ...SCALER_METRICS,
  ...(runners ? RUNNER_METRICS : []),
  ...(gitHubTokenExpiry ? GITHUB_TOKEN_METRICS : []),
];

const POD = { pod: '__meta_kubernetes_pod_name' } as const;

/** The label of service discovery with the value of a label of the pod. */
export const podLabelSource = (label: string): string => `__meta_kubernetes_pod_label_${label.replaceAll(/[^A-Za-z0-9_]/g, '_')}`;
