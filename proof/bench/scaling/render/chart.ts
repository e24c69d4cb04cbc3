import { element, image, text } from '../../../../operate/lib/svg';
import type { Results } from '../results';
import { COLUMNS, type Column, formatFigure } from './columns';
import { figuresFor } from './comparison';
import type { Theme } from './theme';

/** Per job, so that loads of all sizes fit on one scale. */
const UNUSED_PER_JOB: Column = { ...COLUMNS.unused, value: ({ unusedMinutes, jobs }) => unusedMinutes / jobs };

/** The columns of the chart, with their units. A column has the same scale for all loads, so that they can be compared. */
const PANELS: readonly { readonly title: string; readonly column: Column }[] = [
  { title: 'pods created per job', column: COLUMNS.podsPerJob },
  { title: 'p95 wait for an agent, s', column: COLUMNS.p95 },
  { title: 'all jobs done after, s', column: COLUMNS.allDone },
  { title: 'unused minutes per job', column: UNUSED_PER_JOB },
  { title: 'agents left at the end', column: COLUMNS.left },
];

const MARGIN = 16;
const NAMES_WIDTH = 112;
const PANEL_WIDTH = 178;
const MAX_BAR_LENGTH = 110;
const BAR_HEIGHT = 12;
const BAR_PITCH = 17;
const HEADER_HEIGHT = 78;
const LOAD_HEADER_HEIGHT = 26;
const LOAD_GAP = 16;

/** Draws a bar for every load, variant and figure. Lower is better for all figures. */
export function renderChart(results: Results, theme: Theme): string {
  const { loads, variants } = results;
  const loadHeight = LOAD_HEADER_HEIGHT + variants.length * BAR_PITCH + LOAD_GAP;
  const width = MARGIN + NAMES_WIDTH + PANELS.length * PANEL_WIDTH + MARGIN;
  const height = HEADER_HEIGHT + loads.length * loadHeight;
  const title = `Agents for a queue: lower is better${results.quick ? ' (trial run with small loads)' : ''}`;
  return image(width, height, { title }, [
    text(title, { x: MARGIN, y: 28, fill: theme.text, 'font-size': 17, 'font-weight': 600 }),
    text(`real Kubernetes, real KEDA ${results.versions.keda}, the same image and at most ${results.maxAgents} agents for each`, {
      x: MARGIN,
      y: 47,
      fill: theme.faint,
    }),
    ...PANELS.map((panel, index) => text(panel.title, { x: panelLeft(index), y: HEADER_HEIGHT - 4, fill: theme.text, 'font-weight': 600 })),
    ...loads.flatMap((load, index) => drawLoad({ results, theme }, { load, top: HEADER_HEIGHT + index * loadHeight, width })),
  ]);
}

interface Drawing {
  readonly results: Results;
  readonly theme: Theme;
}

interface LoadPlace {
  readonly load: Results['loads'][number];
  readonly top: number;
  readonly width: number;
}

interface BarPlace {
  readonly load: string;
  readonly variant: string;
  /** Index of the variant, which decides the colours. */
  readonly index: number;
  readonly column: Column;
  readonly x: number;
  readonly y: number;
}

const panelLeft = (panel: number): number => MARGIN + NAMES_WIDTH + panel * PANEL_WIDTH;

function drawLoad(drawing: Drawing, { load, top, width }: LoadPlace): string[] {
  const { results, theme } = drawing;
  return [
    element('line', { x1: MARGIN, x2: width - MARGIN, y1: top + 4.5, y2: top + 4.5, stroke: theme.rule }),
    text(load.title, { x: MARGIN, y: top + 20, fill: theme.text, 'font-weight': 600 }),
    ...results.variants.flatMap((variant, index) => {
      const y = top + LOAD_HEADER_HEIGHT + index * BAR_PITCH;
      const name = text(variant.title, { x: MARGIN, y: y + BAR_HEIGHT - 2, fill: index === 0 ? theme.text : theme.faint });
      const bars = PANELS.flatMap(({ column }, panel) =>
        drawBar(drawing, { load: load.id, variant: variant.id, index, column, x: panelLeft(panel), y }),
      );
      return [name, ...bars];
    }),
  ];
}

function drawBar({ results, theme }: Drawing, { load, variant, index, column, x, y }: BarPlace): string[] {
  const figures = figuresFor(results, { load, variant });
  const value = figures === undefined ? undefined : column.value(figures);
  const length = ((value ?? 0) / largestValue(results, column)) * MAX_BAR_LENGTH;
  const label = text(formatFigure(column, figures), {
    x: x + length + 5,
    y: y + BAR_HEIGHT - 2,
    fill: index === 0 ? theme.text : theme.faint,
    'font-size': 11,
  });
  if (value === undefined) return [label];
  if (length === 0) return [element('line', { x1: x, x2: x, y1: y, y2: y + BAR_HEIGHT, stroke: theme.series[index] ?? theme.text }), label];
  return [element('rect', { x, y, width: length, height: BAR_HEIGHT, rx: 1.5, fill: theme.series[index] ?? theme.text }), label];
}

/** The largest value of a column, which determines its scale; at least 1. */
function largestValue(results: Results, column: Column): number {
  const values = results.loads.flatMap(({ id }) =>
    results.variants.map((variant) => {
      const figures = figuresFor(results, { load: id, variant: variant.id });
      return (figures && column.value(figures)) ?? 0;
    }),
  );
  return Math.max(...values, 1);
}
