import { series } from '../metrics';
import { DATASOURCE } from './grafana';
import { layOut } from './layout';
import { ROWS } from './rows';

/** The dashboard for the import into Grafana. It has no id, so that it can be imported anywhere. */
export function dashboard() {
  return {
    uid: 'azure-pipelines-agents',
    title: 'Azure Pipelines agents',
    description: 'Jobs, agents, pods, KEDA and Azure DevOps',
    tags: ['azure-pipelines', 'keda'],
    // The version of Grafana 10.4. Later versions of Grafana accept it.
    schemaVersion: 39,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [DATASOURCE_VARIABLE, POOL_VARIABLE] },
    panels: layOut(ROWS),
  };
}

const DATASOURCE_VARIABLE = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' };

const POOL_VARIABLE = {
  name: 'pool',
  label: 'Agent pool',
  type: 'query',
  datasource: DATASOURCE,
  query: { query: `label_values(${series('azp_placeholder_kept')}, pool)`, refId: 'pool' },
  refresh: 2,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: ['All'], value: ['$__all'] },
};
