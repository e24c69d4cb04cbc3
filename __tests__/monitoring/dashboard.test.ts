import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboard } from '../../monitoring/dashboard/dashboard';
import { layOut, row } from '../../monitoring/dashboard/layout';
import { stat } from '../../monitoring/dashboard/panel';
import { ROWS } from '../../monitoring/dashboard/rows';
import { metricsIn, PLACEHOLDER_METRICS } from '../../monitoring/metrics';
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
  const isOfPlaceholder = (name: string) => PLACEHOLDER_METRICS.some((each) => each === name);
  for (const { expression } of QUERIES) {
    const metrics = metricsIn(expression);
    expect(metrics).not.toEqual([]);
    expect(/pool=~"\$pool\|?"/.test(expression)).toBe(metrics.every(isOfPlaceholder));
  }
});

test('calls of the scaler, which have no agent pool, are shown whichever agent pools are chosen', () => {
  const ofCalls = QUERIES.filter(({ expression }) => /azp_api_/.test(expression));
  expect(ofCalls).toHaveLength(2);
  for (const { expression } of ofCalls) expect(expression).toContain('pool=~"$pool|"');
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
    'What the scaler decides',
    'Jobs held back',
    'From the queue to a Job',
    'Answers to KEDA',
    'Age of the reading',
    'Parallel jobs',
    'Pods that cannot start',
    'Sessions with GitHub',
    'Age of the answer of GitHub',
    'Jobs of runner pools',
    'Calls to GitHub',
    'Runners left behind and removed',
    'Sessions that were open elsewhere',
  ]);
});
