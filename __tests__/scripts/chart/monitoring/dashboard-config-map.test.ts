import { dashboard } from '../../../../monitoring/dashboard/dashboard';
import { dashboardConfigMap } from '../../../../scripts/chart/monitoring/dashboard-config-map';
import { readProject } from '../../../support/chart-values';
import { schemaErrors } from '../../../support/kubernetes-schema';

/** The limit of the API server for the data of a ConfigMap. */
const LIMIT_BYTES = 1024 * 1024;

test('a ConfigMap that the sidecar of Grafana finds has the dashboard', () => {
  const text = readProject('monitoring/dashboard.json');
  const map = dashboardConfigMap('agents', text);
  expect(map.metadata.labels).toEqual({ grafana_dashboard: '1' });
  expect(JSON.parse(map.data?.['azure-pipelines-agents.json'] ?? '')).toEqual(dashboard());
  expect(Buffer.byteLength(text)).toBeLessThan(LIMIT_BYTES / 2);
  expect(schemaErrors(map)).toEqual([]);
});
