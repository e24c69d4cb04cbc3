import { element, text } from '../../../operate/lib/svg';
import type { Line, PanelData } from '../panel-data';
import type { Range } from '../prometheus';
import { formatValue } from './format';
import { drawLegend, layOutLegend } from './legend';
import { ticksUpTo } from './scale';
import { FONT_SIZE, seriesClass } from './style';

/** A rectangle of the drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const AXIS_WIDTH = 46;
const AXIS_HEIGHT = 20;
const LABELS_OF_TIME = 4;

type Point = readonly [x: number, y: number];

/** Draws lines over time with both axes and a legend; parts of a whole as areas above each other. */
export function drawGraph({ panel, lines }: PanelData, box: Box, range: Range): readonly string[] {
  const { unit, custom } = panel.fieldConfig.defaults;
  const isStacked = custom?.stacking.mode === 'normal';
  const legend = layOutLegend(
    lines.map(({ name }) => name),
    box.width,
  );
  const plot = {
    left: box.left + AXIS_WIDTH,
    top: box.top + 6,
    width: box.width - AXIS_WIDTH - 8,
    height: box.height - legend.height - AXIS_HEIGHT - 6,
  };
  const tops = isStacked ? cumulated(lines) : lines.map(({ values }) => values);
  const ticks = ticksUpTo(Math.max(0, ...tops.flat().flatMap((value) => value ?? [])), unit);
  const largest = ticks.at(-1) ?? 1;
  const steps = (range.end - range.start) / range.step;
  const x = (index: number) => plot.left + (index / steps) * plot.width;
  const y = (value: number) => plot.top + plot.height * (1 - value / largest);
  return [
    ...ticks.flatMap((tick) => [
      element('line', { x1: plot.left, x2: plot.left + plot.width, y1: y(tick), y2: y(tick), class: 'rule' }),
      text(formatValue(tick, unit), { x: plot.left - 5, y: y(tick) + 4, class: 'faint', 'font-size': FONT_SIZE, 'text-anchor': 'end' }),
    ]),
    ...timeLabels(range, (index) => ({ x: x(index), y: plot.top + plot.height + 15 })),
    ...tops.flatMap((values, line) => {
      const below = isStacked ? tops[line - 1] : undefined;
      const upper = runsOf(values).map((run) => run.map(([index, value]): Point => [x(index), y(value)]));
      const areas = isStacked
        ? runsOf(values).map((run) => [
            ...run.map(([index, value]): Point => [x(index), y(value)]),
            ...run.toReversed().map(([index]): Point => [x(index), y(below?.[index] ?? 0)]),
          ])
        : [];
      return [
        ...areas.map((area) => element('polygon', { points: pointsOf(area), class: seriesClass('fill', line), 'fill-opacity': 0.4 })),
        ...upper.map((points) => drawLine(points, line)),
      ];
    }),
    ...drawLegend(legend, box.left, box.top + box.height - legend.height),
  ];
}

/** The sum of each line and those before it. A missing value adds nothing. */
function cumulated(lines: readonly Line[]): readonly (readonly (number | undefined)[])[] {
  const sums: number[] = [];
  return lines.map(({ values }) =>
    values.map((value, index) => {
      sums[index] = (sums[index] ?? 0) + (value ?? 0);
      return value === undefined ? undefined : sums[index];
    }),
  );
}

/** The values without their gaps, as runs of indices and values. */
function runsOf(values: readonly (number | undefined)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (index > 0 && values[index - 1] !== undefined) runs.at(-1)?.push([index, value]);
    else runs.push([[index, value]]);
  }
  return runs;
}

const pointsOf = (points: readonly Point[]): string => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** A single value has no line, so it is a dot. */
function drawLine(points: readonly Point[], line: number): string {
  const [[x, y] = [0, 0], ...others] = points;
  if (others.length === 0) return element('circle', { cx: x, cy: y, r: 2.5, class: seriesClass('fill', line) });
  return element('polyline', { points: pointsOf(points), fill: 'none', class: seriesClass('line', line), 'stroke-width': 2 });
}

/** Hours and minutes in UTC. */
function timeLabels({ start, end, step }: Range, place: (index: number) => { readonly x: number; readonly y: number }): readonly string[] {
  const minutes = Math.max(1, Math.ceil((end - start) / LABELS_OF_TIME / 60));
  const first = Math.ceil(start / (minutes * 60)) * minutes * 60;
  const times = Array.from({ length: LABELS_OF_TIME + 1 }, (_, index) => first + index * minutes * 60).filter((time) => time <= end);
  return times.map((time) => {
    const label = new Date(time * 1000).toISOString().slice(11, 16);
    return text(label, { ...place((time - start) / step), class: 'faint', 'font-size': FONT_SIZE, 'text-anchor': 'middle' });
  });
}
