import { parse } from 'yaml';
import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { chartYaml } from '../../../scripts/chart/chart-yaml';

const project = { name: 'agents', version: '1.2.3', description: 'Agents', changelog: '# Changelog\n' };
const chart = (options: object = {}) => parse(chartYaml({ ...project, ...options })) as Readonly<Record<string, unknown>>;

test('the version of the project is that of the chart and of its images', () => {
  expect(chart()).toMatchObject({ name: 'agents', version: '1.2.3', appVersion: '1.2.3' });
});

test('KEDA is a dependency that a value switches on, unless the chart is for a cluster that has KEDA', () => {
  const dependency = { name: 'keda', alias: 'kedaChart', version: NEWEST_KEDA_VERSION, condition: 'kedaChart.enabled' };
  expect(chart()['dependencies']).toMatchObject([dependency]);
  expect(chart({ withKeda: false })).not.toHaveProperty('dependencies');
});
