import type { DashboardPanel } from '../../../proof/pictures/dashboard-file';
import { drawDashboard } from '../../../proof/pictures/draw/dashboard';
import { formatValue } from '../../../proof/pictures/draw/format';
import { layOutLegend } from '../../../proof/pictures/draw/legend';
import { ticksUpTo } from '../../../proof/pictures/draw/scale';
import type { Line } from '../../../proof/pictures/panel-data';

const RANGE = { start: 1_780_000_000, end: 1_780_000_120, step: 60 };

const aPanel = (changes: Partial<DashboardPanel> = {}): DashboardPanel => ({
  title: 'Jobs & agents',
  type: 'timeseries',
  gridPos: { x: 0, y: 0, w: 8, h: 8 },
  targets: [],
  fieldConfig: { defaults: { unit: 'short', custom: { stacking: { mode: 'none' } } } },
  ...changes,
});
const draw = (panel: DashboardPanel, lines: readonly Line[]) => drawDashboard('A dashboard', [{ panel, lines, empty: [] }], RANGE);
const stacked = aPanel({ fieldConfig: { defaults: { unit: 'short', custom: { stacking: { mode: 'normal' } } } } });
const aStat = aPanel({
  type: 'stat',
  fieldConfig: {
    defaults: {
      unit: 's',
      thresholds: {
        steps: [
          { color: 'green', value: null },
          { color: 'orange', value: 300 },
          { color: 'red', value: 900 },
        ],
      },
    },
  },
});

test.each([
  [0, 'bool_yes_no', 'No'],
  [1, 'bool_yes_no', 'Yes'],
  [12, 'short', '12'],
  [0.25, 'short', '0.25'],
  [1234.5, 'short', '1235'],
  [0, 's', '0 s'],
  [0.0123, 's', '12.3 ms'],
  [27.44, 's', '27.4 s'],
  [90, 's', '1.5 min'],
  [7200, 's', '2 h'],
  [259_200, 's', '3 days'],
])('%d in the unit %s is shown as %s', (value, unit, shown) => {
  expect(formatValue(value, unit)).toBe(shown);
});

test('a unit that nobody has drawn before is an error', () => {
  expect(() => formatValue(1, 'bytes')).toThrow('unknown unit: bytes');
});

test.each([
  [7, 'short', [0, 2, 4, 6, 8]],
  [0, 'short', [0, 1]],
  [3, 'short', [0, 1, 2, 3]],
  [42, 's', [0, 15, 30, 45]],
  [0.0041, 's', [0, 0.002, 0.004, 0.006]],
])('the scale for values up to %d in %s is round', (largest, unit, ticks) => {
  expect(ticksUpTo(largest, unit).map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
});

test('a legend that is wider than its panel continues in the next row', () => {
  const { names, height } = layOutLegend(['a', 'b', 'a name that is long'], 100);
  expect(names.map(({ row }) => row)).toEqual([0, 0, 1]);
  expect(names.map(({ x }) => x === 0)).toEqual([true, false, true]);
  expect(height).toBe(2 * layOutLegend(['a'], 100).height);
});

test('a graph has its title, its legend, and a gap where there is no value', () => {
  const svg = draw(aPanel(), [
    { name: 'whole', values: [1, 2, 3] },
    { name: 'with a gap', values: [1, undefined, 3] },
  ]);
  for (const shown of ['Jobs &amp; agents', 'whole', 'with a gap']) expect(svg).toContain(`>${shown}</text>`);
  expect(svg.match(/<polyline[^>]*line-0/g)).toHaveLength(1);
  // Both of its values stand alone.
  expect(svg.match(/<circle[^>]*fill-1/g)).toHaveLength(2);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('stacked areas stand on each other', () => {
  const svg = draw(stacked, [
    { name: 'first', values: [1, 1, 1] },
    { name: 'second', values: [2, 2, 2] },
  ]);
  const [first = [], second = []] = [...svg.matchAll(/<polygon points="([^"]+)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => Number(point.split(',')[1])),
  );
  expect(Math.max(...second)).toBe(Math.min(...first));
  expect(Math.min(...second)).toBeLessThan(Math.min(...first));
});

test.each([
  [10, '10 s', 'green'],
  [300, '5 min', 'orange'],
  [1000, '16.7 min', 'red'],
])('a number of %d s is shown as %s in %s, with its thresholds', (value, shown, color) => {
  const svg = draw(aStat, [{ name: '', values: [value] }]);
  expect(svg).toMatch(new RegExp(`class="${color}"[^>]*>${shown}</text>`));
  expect(svg).toContain('>orange from 5 min, red from 15 min</text>');
});

test('a number that means yes or no has a colour for each', () => {
  const steps = [
    { color: 'red', value: null },
    { color: 'green', value: 1 },
  ];
  const panel = aPanel({ type: 'stat', fieldConfig: { defaults: { unit: 'bool_yes_no', thresholds: { steps } } } });
  const svg = draw(panel, [{ name: '', values: [1] }]);
  expect(svg).toMatch(/class="green"[^>]*>Yes<\/text>/);
  expect(svg).toContain('>red: No, green: Yes</text>');
});

test('a number without a value says so', () => {
  expect(draw(aStat, [])).toContain('>no data</text>');
});
