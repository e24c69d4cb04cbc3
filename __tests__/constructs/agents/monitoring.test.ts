import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { MetricsPolicy } from '../../../constructs/agents/metrics-policy';
import { ScrapeConfig } from '../../../constructs/agents/scrape-config';
import { ManagedPrometheus } from '../../../constructs/azure/managed-prometheus';
import { PrometheusAlerts } from '../../../constructs/azure/prometheus-alerts';
import { KedaRelease } from '../../../constructs/keda/keda-release';
import { KEDA_METRICS, PLACEHOLDER_METRICS, RUNNER_METRICS, SCALER_METRICS } from '../../../monitoring/metrics';
import { scrapeConfig } from '../../../monitoring/scrape-config';
import { temporaryFolder } from '../../agent/support/fakes';
import { hasPromtool, promtool } from '../../monitoring/support/promtool';
import { aConfig } from '../../support/builders';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, onlyResource, type StackJson, synthApp, synthStack } from '../../support/synth';

const where = { location: 'westeurope', resourceGroupName: 'rg' };

test('metrics come from the cluster into the workspace', () => {
  const stack = synthStack(
    (scope) =>
      void new ManagedPrometheus(scope, 'prometheus', { ...where, workspaceName: 'amw', dataCollectionName: 'dcr', clusterId: '/cluster' }),
  );
  expect(onlyResource(stack, 'azurerm_monitor_data_collection_rule_association')).toMatchObject({
    target_resource_id: '/cluster',
    data_collection_rule_id: expect.stringContaining('azurerm_monitor_data_collection_rule.prometheus_rule'),
  });
  expect(onlyResource(stack, 'azurerm_monitor_data_collection_rule')).toMatchObject({
    data_sources: { prometheus_forwarder: [{ streams: ['Microsoft-PrometheusMetrics'] }] },
    destinations: { monitor_account: [{ name: 'workspace', monitor_account_id: expect.stringContaining('azurerm_monitor_workspace.') }] },
    data_flow: [{ streams: ['Microsoft-PrometheusMetrics'], destinations: ['workspace'] }],
  });
});

describe('alerts', () => {
  const options = { queueMinutes: 20, emails: [] as string[], actionGroupIds: [] as string[] };
  const stackOf = (changes: Partial<typeof options> = {}) =>
    synthStack(
      (scope) =>
        void new PrometheusAlerts(scope, 'alerts', {
          ...where,
          name: 'alerts',
          workspaceId: '/workspace',
          clusterName: 'aks',
          entries: ['team-linux'],
          trigger: 'azure-pipelines',
          options: { ...options, ...changes },
        }),
    );
  const rulesOf = (changes: Partial<typeof options> = {}) =>
    onlyResource(stackOf(changes), 'azurerm_monitor_alert_prometheus_rule_group')['rule'] as Record<string, unknown>[];

  test('have the properties that Azure requires, in its format', () => {
    expect(rulesOf().find(({ alert }) => alert === 'JobsWaitTooLong')).toEqual({
      alert: 'JobsWaitTooLong',
      enabled: true,
      expression: 'max by (pool) (azp_jobs_queued_oldest_seconds) > 1200',
      for: 'PT1M',
      severity: 2,
      annotations: {
        summary: 'A job of agent pool {{ $labels.pool }} has waited for more than 20 minutes',
        description: expect.any(String),
      },
      alert_resolution: { auto_resolved: true, time_to_resolve: 'PT10M' },
    });
  });

  test('report a missing placeholder by the name of its entry', () => {
    expect(rulesOf().find(({ alert }) => alert === 'PlaceholderMissing')?.['expression']).toContain(
      'absent(azp_placeholder_kept{entry="team-linux"})',
    );
  });

  test('are about the scaler only where there is one', () => {
    const names = (trigger: string) => {
      const monitored = synthApp(aConfig({ monitoring: {}, keda: { trigger } }))['pipelines-platform'];
      const rules = onlyResource(monitored as StackJson, 'azurerm_monitor_alert_prometheus_rule_group')['rule'];
      return (rules as { alert: string }[]).map(({ alert }) => alert);
    };
    expect(names('metrics-api')).toContain('ScalerStale');
    expect(names('azure-pipelines')).not.toContain('ScalerStale');
  });

  test('notify nobody by default', () => {
    expect(stackOf().resource).not.toHaveProperty('azurerm_monitor_action_group');
    expect(rulesOf().every((rule) => !('action' in rule))).toBe(true);
  });

  test('are sent to the mail addresses and to the existing action groups of the config', () => {
    const stack = stackOf({ emails: ['a@example.com', 'b@example.com'], actionGroupIds: ['/on-call'] });
    expect(onlyResource(stack, 'azurerm_monitor_action_group')).toMatchObject({
      email_receiver: [{ email_address: 'a@example.com' }, { email_address: 'b@example.com' }],
    });
    const actions = [{ action_group_id: expect.stringContaining('azurerm_monitor_action_group.') }, { action_group_id: '/on-call' }];
    const rules = onlyResource(stack, 'azurerm_monitor_alert_prometheus_rule_group')['rule'] as Record<string, unknown>[];
    expect(rules.map(({ action }) => action)).toEqual(rules.map(() => actions));
  });
});

test('one namespace may read the metrics of placeholders, and of no other pods', () => {
  const [policy] = manifestsOf(synthStack((scope) => void new MetricsPolicy(scope, 'policy', { namespace: 'agents', from: 'monitoring' })));
  expect(policy?.['spec']).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'azure-pipelines-agent', 'app.kubernetes.io/component': 'placeholder' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  });
  expect(schemaErrors(policy as { kind: string })).toEqual([]);
});

test('the metrics of the scaler are scraped where there is one', () => {
  const jobs = (scaler?: boolean) =>
    scrapeConfig({ agentsNamespace: 'a', kedaNamespace: 'keda', ...(scaler === undefined ? {} : { scaler }) }).scrape_configs;
  expect(jobs().map(({ job_name }) => job_name)).toEqual(['azure-pipelines-placeholders', 'keda-operator']);
  expect(jobs(true).find(({ job_name }) => job_name === 'azure-pipelines-scaler')).toMatchObject({
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['a'] } }],
    relabel_configs: [{ regex: 'scaler;http', action: 'keep' }, { target_label: 'pod' }],
    metric_relabel_configs: [{ regex: SCALER_METRICS.join('|'), action: 'keep' }],
  });
});

test('the metrics of runner pools are stored where there are some', () => {
  const { scrape_configs } = scrapeConfig({ agentsNamespace: 'a', kedaNamespace: 'keda', scaler: true, runners: true });
  expect(scrape_configs[1]?.metric_relabel_configs).toEqual([
    { source_labels: ['__name__'], regex: [...SCALER_METRICS, ...RUNNER_METRICS].join('|'), action: 'keep' },
  ]);
});

describe('the scrape config', () => {
  const [map] = manifestsOf(
    synthStack((scope) => void new ScrapeConfig(scope, 'scrape', { agentsNamespace: 'team-agents', kedaNamespace: 'keda' })),
  );
  const text = (map as unknown as { readonly data: Readonly<Record<string, string>> }).data['prometheus-config'] ?? '';

  test('is in the ConfigMap that the agent of Azure Monitor reads', () => {
    expect(map).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'ama-metrics-prometheus-config', namespace: 'kube-system' } });
    expect(schemaErrors(map as { kind: string })).toEqual([]);
  });

  test('is valid for Prometheus, apart from the discovery, which the build of Debian lacks', () => {
    const folder = temporaryFolder();
    const { scrape_configs: jobs } = JSON.parse(text) as { scrape_configs: Record<string, unknown>[] };
    const known = jobs.map(({ kubernetes_sd_configs: _, ...job }) => job);
    writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify({ scrape_configs: known }));
    if (hasPromtool()) expect(promtool(['check', 'config', join(folder, 'prometheus.yml')])).toBe('');
    rmSync(folder, { recursive: true });
  });

  test('finds pods only in the two namespaces', () => {
    const { scrape_configs: jobs } = JSON.parse(text) as { scrape_configs: { kubernetes_sd_configs: unknown }[] };
    expect(jobs.map((job) => job.kubernetes_sd_configs)).toEqual([
      [{ role: 'pod', namespaces: { names: ['team-agents'] } }],
      [{ role: 'pod', namespaces: { names: ['keda'] } }],
    ]);
  });

  test('only metrics that are used are stored', () => {
    const { scrape_configs: jobs } = JSON.parse(text) as { scrape_configs: { metric_relabel_configs: { regex: string }[] }[] };
    const kept = jobs.map(({ metric_relabel_configs: [keep] }) => keep?.regex.split('|'));
    expect(kept).toEqual([[...PLACEHOLDER_METRICS], [...KEDA_METRICS]]);
  });
});

test('KEDA exposes metrics only if that is switched on', () => {
  const props = {
    namespace: 'keda',
    version: NEWEST_KEDA_VERSION,
    chartRepository: 'https://charts.example',
    imageRegistry: 'ghcr.io',
    httpTimeoutSeconds: 15,
  };
  const values = (metrics?: boolean) => {
    const stack = synthStack((scope) => void new KedaRelease(scope, 'keda', metrics === undefined ? props : { ...props, metrics }));
    return JSON.parse((onlyResource(stack, 'helm_release')['values'] as [string])[0]) as Record<string, unknown>;
  };
  expect(values(true)['prometheus']).toEqual({ operator: { enabled: true } });
  expect(values()).not.toHaveProperty('prometheus');
});

test('without monitoring, no stack mentions it', () => {
  const text = JSON.stringify(synthApp(aConfig()));
  expect(text).not.toMatch(/monitor|prometheus|ama-metrics|Microsoft\.Insights/i);
});
