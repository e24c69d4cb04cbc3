import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { SCRAPE_INTERVAL, type ScrapedNamespaces, type ScrapeTarget, scrapeTargets } from '../../../monitoring/scrape-targets';

type Labels = Readonly<Record<string, string>>;

/** A relabelling rule of the Prometheus Operator. */
interface Relabeling {
  readonly sourceLabels: readonly string[];
  readonly targetLabel?: string;
  readonly regex?: string;
  readonly action: 'replace' | 'keep';
}

/** Tells the Prometheus Operator which pods to read the metrics of, and which to store (monitoring.coreos.com/v1). */
export interface PodMonitor extends NativeObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly podMetricsEndpoints: readonly {
      readonly port: string;
      readonly interval: string;
      readonly relabelings: readonly Relabeling[];
      readonly metricRelabelings: readonly Relabeling[];
    }[];
  };
}

/**
 * What the scrape config says of the pods in the namespace of the agents. KEDA's metrics are left out: its chart has a PodMonitor and
 * a ServiceMonitor of its own, and with two of them the dashboard would count them twice.
 *
 * @param labels labels of the objects, by which a Prometheus selects them; undefined: none
 */
export const podMonitors = (namespaces: ScrapedNamespaces, labels: Labels | undefined): readonly PodMonitor[] =>
  scrapeTargets(namespaces)
    .filter(({ namespace }) => namespace === namespaces.agentsNamespace)
    .map((target) => podMonitor(target, labels));

const podMonitor = (target: ScrapeTarget, objectLabels: Labels | undefined): PodMonitor => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: target.job, namespace: target.namespace, ...(objectLabels === undefined ? {} : { labels: objectLabels }) },
  spec: {
    selector: { matchLabels: Object.fromEntries([target.podLabel]) },
    podMetricsEndpoints: [
      {
        port: target.port,
        interval: SCRAPE_INTERVAL,
        relabelings: Object.entries(target.labels).map(([label, source]) => ({
          sourceLabels: [source],
          targetLabel: label,
          // The default of the API server, which would add it.
          action: 'replace',
        })),
        metricRelabelings: [{ sourceLabels: ['__name__'], regex: target.metrics.join('|'), action: 'keep' }],
      },
    ],
  },
});
