import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboard } from '../../monitoring/dashboard/dashboard';
import { layOut, row } from '../../monitoring/dashboard/layout';
import { stat } from '../../monitoring/dashboard/panel';
import { ROWS } from '../../monitoring/dashboard/rows';
import { metricsIn } from '../../monitoring/metrics';
import { temporaryFolder } from '../agent/support/fakes';
import { hasPromtool, promtool } from './support/promtool';

const PANELS = ROWS.flatMap((each) => each.panels);
const QUERIES = PANELS.flatMap((each) => each.queries);

test('every query is PromQL', () => {
  const folder = temporaryFolder();
  const rules = QUERIES.map(({ expression }, index) => ({ record: `query_${index}`, expr: expression }));
  writeFileSync(join(folder, 'rules.yml'), JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  if (hasPromtool()) expect(promtool(['check', 'rules', '--lint=none', join(folder, 'rules.yml')])).toBe('');
  rmSync(folder, { recursive: true });
});

test('the name of a line uses only labels that its query returns', () => {
  for (const { expression, legend } of QUERIES) {
    const given = [...expression.matchAll(/by \(([\w, ]+)\)/g)].flatMap(([, labels = '']) => labels.split(', '));
    const named = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    expect(given).toEqual(expect.arrayContaining(named));
  }
});

test('every query uses metrics, and every query for metrics of the placeholder is filtered by agent pool', () => {
  for (const { expression } of QUERIES) {
    const metrics = metricsIn(expression);
    expect(metrics).not.toEqual([]);
    expect(expression.includes('pool=~"$pool"')).toBe(metrics.every((name) => name.startsWith('azp_')));
  }
});

test('every panel has its own title and id, and panels do not overlap', () => {
  const placed = dashboard().panels;
  expect(new Set(placed.map(({ title }) => title)).size).toBe(placed.length);
  expect(placed.map(({ id }) => id)).toEqual(placed.map((_, index) => index + 1));
  const cells = placed.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(cells.every((cell) => Number(cell.split(',')[0]) < 24)).toBe(true);
});

test('the first panel is red if a queue is not kept open', () => {
  const [first] = dashboard().panels;
  expect(first).toMatchObject({
    title: 'Queue kept open',
    fieldConfig: {
      defaults: {
        thresholds: {
          steps: [
            { color: 'red', value: null },
            { color: 'green', value: 1 },
          ],
        },
      },
    },
  });
});

test('a row that cannot be filled evenly is an error', () => {
  const panel = stat({ title: 'one', description: '', unit: 'short', queries: [], thresholds: [] });
  expect(() => layOut([row(4, ...Array.from({ length: 5 }, () => panel))])).toThrow('5 panels do not fill 24 columns evenly');
});

test('the dashboard has these panels', () => {
  expect(PANELS.map(({ title }) => title)).toEqual([
    'Queue kept open',
    'Waiting jobs',
    'Oldest waiting job',
    'Age of the agent image',
    'From the queue to an agent',
    'Jobs',
    'Jobs that have ended',
    'Agents by state',
    'Agent pods and their maximum',
    'Pods that are Pending',
    'Errors of KEDA',
    'Latency of the scaler',
    'Delay of the scaling loop',
    'Calls to Azure DevOps',
    'Budget of calls that is left',
    'Agents left behind and deleted',
  ]);
});
