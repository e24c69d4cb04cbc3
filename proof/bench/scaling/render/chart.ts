import { element, image, text, textLines, wrapped } from '../../../../operate/lib/svg';
import type { Results } from '../results';
import { COLUMNS, type Column } from './columns';
import { spreadOf } from './repetitions';
import { figuresFor, formatMedian, summaryOf } from './summary';
import { takeaway } from './takeaway';
import type { Theme } from './theme';

/** Per job, so that loads of all sizes fit on one scale. */
const UNUSED_PER_JOB: Column = { ...COLUMNS.unused, value: ({ unusedMinutes, jobs }) => unusedMinutes / jobs };

/** The columns of the chart, with their units. A column has the same scale for all loads, so that they can be compared. */
const PANELS: readonly { readonly title: string; readonly column: Column }[] = [
  { title: 'pods per job', column: COLUMNS.podsPerJob },
  { title: 'p95 wait, s', column: COLUMNS.p95 },
  { title: 'unused min/job', column: UNUSED_PER_JOB },
];

// Narrow, so that a phone shrinks it little, and its labels stay readable.
const MARGIN = 10;
const NAMES_WIDTH = 134;
const PANEL_WIDTH = 124;
const MAX_BAR_LENGTH = 68;
const BAR_HEIGHT = 15;
const BAR_PITCH = 20;
const LOAD_HEADER_HEIGHT = 30;
const LOAD_GAP = 16;
const WIDTH = MARGIN + NAMES_WIDTH + PANELS.length * PANEL_WIDTH + MARGIN;

const TITLE = { size: 18, pitch: 23, characters: 50 };
const LABEL = { size: 14, pitch: 18, characters: 68 };

/** Draws a bar for every load, variant and figure. Lower is better for all figures. */
export function renderChart(results: Results, theme: Theme): string {
  const { loads, variants } = results;
  const loadHeight = LOAD_HEADER_HEIGHT + variants.length * BAR_PITCH + LOAD_GAP;
  const { title, explanation } = takeaway(results);
  const heading = wrapped(title, TITLE.characters);
  const notes = [explanation, conditions(results)].filter(Boolean).flatMap((each) => wrapped(each, LABEL.characters));
  const notesTop = 28 + heading.length * TITLE.pitch;
  const top = notesTop + notes.length * LABEL.pitch + 24;
  return image(WIDTH, top + loads.length * loadHeight, { title }, [
    ...textLines(heading, { x: MARGIN, y: 26, pitch: TITLE.pitch, fill: theme.text, 'font-size': TITLE.size, 'font-weight': 600 }),
    ...textLines(notes, { x: MARGIN, y: notesTop, pitch: LABEL.pitch, fill: theme.faint, 'font-size': LABEL.size }),
    ...PANELS.map((panel, index) =>
      text(panel.title, { x: panelLeft(index), y: top - 4, fill: theme.text, 'font-size': LABEL.size, 'font-weight': 600 }),
    ),
    ...loads.flatMap((load, index) => drawLoad({ results, theme }, { load, top: top + index * loadHeight, width: WIDTH })),
  ]);
}

function conditions(results: Results): string {
  const [, most] = spreadOf(results);
  const medians = most > 1 ? ` Medians of up to ${most} measurements.` : '';
  return `Real Kubernetes, KEDA ${results.versions.keda}, the same image.${medians} Lower is better.`;
}

/** The name of a variant beside its bars, short if it is a variation of the first one. */
const shortName = (title: string): string => title.replace(/^this project, /, '… ');

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
    text(load.title, { x: MARGIN, y: top + 23, fill: theme.text, 'font-size': LABEL.size, 'font-weight': 600 }),
    ...results.variants.flatMap((variant, index) => {
      const y = top + LOAD_HEADER_HEIGHT + index * BAR_PITCH;
      const fill = index === 0 ? theme.text : theme.faint;
      const name = text(shortName(variant.title), { x: MARGIN, y: y + BAR_HEIGHT - 3, fill, 'font-size': LABEL.size });
      const bars = PANELS.flatMap(({ column }, panel) =>
        drawBar(drawing, { load: load.id, variant: variant.id, index, column, x: panelLeft(panel), y }),
      );
      return [name, ...bars];
    }),
  ];
}

function drawBar({ results, theme }: Drawing, { load, variant, index, column, x, y }: BarPlace): string[] {
  const figures = figuresFor(results, { load, variant });
  const median = summaryOf(column, figures)?.median;
  const value = median !== undefined && Number.isFinite(median) ? median : undefined;
  const length = ((value ?? 0) / largestValue(results, column)) * MAX_BAR_LENGTH;
  const label = text(formatMedian(column, figures), {
    x: x + length + 5,
    y: y + BAR_HEIGHT - 3,
    fill: index === 0 ? theme.text : theme.faint,
    'font-size': LABEL.size,
  });
  if (value === undefined) return [label];
  if (length === 0) return [element('line', { x1: x, x2: x, y1: y, y2: y + BAR_HEIGHT, stroke: theme.series[index] ?? theme.text }), label];
  return [element('rect', { x, y, width: length, height: BAR_HEIGHT, rx: 1.5, fill: theme.series[index] ?? theme.text }), label];
}

/** The largest value of a column, which determines its scale; at least 1. */
function largestValue(results: Results, column: Column): number {
  const values = results.loads.flatMap(({ id }) =>
    results.variants.map((variant) => summaryOf(column, figuresFor(results, { load: id, variant: variant.id }))?.median ?? 0),
  );
  return Math.max(...values.filter(Number.isFinite), 1);
}
