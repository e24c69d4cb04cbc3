import { element, image, text } from '../../../../operate/lib/svg';
import type { Results } from '../results';
import { COLUMNS, type Column, shown } from './columns';
import { figures } from './comparison';
import type { Theme } from './theme';

/** For each job, so that loads of all sizes have one scale. */
const UNUSED_A_JOB: Column = { ...COLUMNS.unused, value: ({ unusedMinutes, jobs }) => unusedMinutes / jobs };

/** What is drawn, with its unit. A column has one scale, so that loads can be compared down the page. */
const PANELS: readonly { readonly title: string; readonly column: Column }[] = [
  { title: 'pods made per job', column: COLUMNS.podsPerJob },
  { title: 'p95 wait for an agent, s', column: COLUMNS.p95 },
  { title: 'all jobs done after, s', column: COLUMNS.allDone },
  { title: 'unused minutes a job', column: UNUSED_A_JOB },
  { title: 'agents left at the end', column: COLUMNS.left },
];

const MARGIN = 16;
const NAMES = 112;
const PANEL = 178;
const BAR_ROOM = 110;
const BAR = 12;
const PITCH = 17;
const HEAD = 78;
const LOAD_HEAD = 26;
const GAP = 16;

/** Bars for every load, variant and figure; less is better throughout. */
export function renderChart(results: Results, theme: Theme): string {
  const { loads, variants } = results;
  const loadHeight = LOAD_HEAD + variants.length * PITCH + GAP;
  const width = MARGIN + NAMES + PANELS.length * PANEL + MARGIN;
  const height = HEAD + loads.length * loadHeight;
  const title = `Agents for a queue: less is better${results.quick ? ' (a try with small loads)' : ''}`;
  return image(width, height, { title }, [
    text(title, { x: MARGIN, y: 28, fill: theme.text, 'font-size': 17, 'font-weight': 600 }),
    text(`real Kubernetes, real KEDA ${results.versions.keda}, the same image and at most ${results.maxAgents} agents for each`, {
      x: MARGIN,
      y: 47,
      fill: theme.faint,
    }),
    ...PANELS.map((panel, index) => text(panel.title, { x: left(index), y: HEAD - 4, fill: theme.text, 'font-weight': 600 })),
    ...loads.flatMap((load, index) => loadBars(results, load, HEAD + index * loadHeight, theme, width)),
  ]);
}

const left = (panel: number): number => MARGIN + NAMES + panel * PANEL;

function loadBars(results: Results, load: Results['loads'][number], top: number, theme: Theme, width: number): string[] {
  return [
    element('line', { x1: MARGIN, x2: width - MARGIN, y1: top + 4.5, y2: top + 4.5, stroke: theme.rule }),
    text(load.title, { x: MARGIN, y: top + 20, fill: theme.text, 'font-weight': 600 }),
    ...results.variants.flatMap((variant, index) => {
      const y = top + LOAD_HEAD + index * PITCH;
      const name = text(variant.title, { x: MARGIN, y: y + BAR - 2, fill: index === 0 ? theme.text : theme.faint });
      return [name, ...PANELS.flatMap(({ column }, panel) => bar(results, load.id, variant.id, column, left(panel), y, theme, index))];
    }),
  ];
}

function bar(results: Results, load: string, variant: string, column: Column, x: number, y: number, theme: Theme, index: number): string[] {
  const found = figures(results, load, variant);
  const value = found === undefined ? undefined : column.value(found);
  const length = ((value ?? 0) / largest(results, column)) * BAR_ROOM;
  const label = text(shown(column, found), {
    x: x + length + 5,
    y: y + BAR - 2,
    fill: index === 0 ? theme.text : theme.faint,
    'font-size': 11,
  });
  if (value === undefined) return [label];
  if (length === 0) return [element('line', { x1: x, x2: x, y1: y, y2: y + BAR, stroke: theme.series[index] ?? theme.text }), label];
  return [element('rect', { x, y, width: length, height: BAR, rx: 1.5, fill: theme.series[index] ?? theme.text }), label];
}

function largest(results: Results, column: Column): number {
  const values = results.loads.flatMap(({ id }) =>
    results.variants.map((variant) => {
      const found = figures(results, id, variant.id);
      return (found && column.value(found)) ?? 0;
    }),
  );
  return Math.max(...values, 1);
}
