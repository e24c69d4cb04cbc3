import { podLabelSource, SCRAPE_INTERVAL, type ScrapedNamespaces, type ScrapeTarget, scrapeTargets } from './scrape-targets';

export type { ScrapedNamespaces } from './scrape-targets';

/** The scrape config of a Prometheus. */
export const scrapeConfig = (namespaces: ScrapedNamespaces) => ({ scrape_configs: scrapeTargets(namespaces).map(job) });

const job = ({ job, namespace, podLabel: [name, value], port, labels, metrics }: ScrapeTarget) => ({
  job_name: job,
  scrape_interval: SCRAPE_INTERVAL,
  kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [namespace] } }],
  relabel_configs: [
    keep([podLabelSource(name), '__meta_kubernetes_pod_container_port_name'], `${value};${port}`),
    ...Object.entries(labels).map(([label, source]) => ({ source_labels: [source], target_label: label })),
  ],
  metric_relabel_configs: [keep(['__name__'], metrics.join('|'))],
});

const keep = (labels: readonly string[], regex: string) => ({ source_labels: labels, regex, action: 'keep' });
