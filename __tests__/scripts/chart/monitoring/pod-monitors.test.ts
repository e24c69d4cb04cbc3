import { scrapeConfig } from '../../../../monitoring/scrape-config';
import { podMonitors } from '../../../../scripts/chart/monitoring/pod-monitors';

const ALL = { agentsNamespace: 'agents', kedaNamespace: 'keda', scaler: true, runners: true, gitHubTokenExpiry: true };

/** The scrape jobs of Azure's managed Prometheus for pods in the namespace of the agents. */
const jobs = scrapeConfig(ALL).scrape_configs.filter(
  ({ kubernetes_sd_configs: [discovery] }) => discovery?.namespaces.names[0] === 'agents',
);
const monitors = podMonitors(ALL, undefined);

test('there is one for each scrape job of the agents, and none for KEDA', () => {
  expect(monitors.map(({ metadata }) => metadata)).toEqual([
    { name: 'azure-pipelines-placeholders', namespace: 'agents' },
    { name: 'azure-pipelines-scaler', namespace: 'agents' },
  ]);
  expect(jobs.map(({ job_name }) => job_name)).toEqual(monitors.map(({ metadata: { name } }) => name));
});

test.each(monitors.map((monitor, index) => [monitor.metadata.name, monitor, jobs[index]] as const))(
  '%s selects the pods and keeps the metrics of its scrape job',
  (_, { spec }, job) => {
    const { selector, podMetricsEndpoints } = spec;
    const [endpoint] = podMetricsEndpoints;
    expect(podMetricsEndpoints).toHaveLength(1);
    const [[label, value] = []] = Object.entries(selector.matchLabels);
    const [kept, ...labels] = job?.relabel_configs ?? [];
    expect(kept).toEqual({
      source_labels: [`__meta_kubernetes_pod_label_${label?.replaceAll(/\W/g, '_')}`, '__meta_kubernetes_pod_container_port_name'],
      regex: `${value};${endpoint?.port}`,
      action: 'keep',
    });
    expect(
      endpoint?.relabelings.map(({ sourceLabels, targetLabel }) => ({ source_labels: sourceLabels, target_label: targetLabel })),
    ).toEqual(labels);
    expect(endpoint?.metricRelabelings).toEqual([
      { sourceLabels: ['__name__'], regex: job?.metric_relabel_configs[0]?.regex, action: 'keep' },
    ]);
    expect(endpoint?.interval).toBe(job?.scrape_interval);
  },
);

test('a Prometheus can select them by labels', () => {
  const labels = { release: 'prometheus' };
  expect(podMonitors(ALL, labels).map(({ metadata }) => metadata.labels)).toEqual([labels, labels]);
});

test('without a scaler there is none for it', () => {
  expect(podMonitors({ ...ALL, scaler: false }, undefined)).toHaveLength(1);
});
