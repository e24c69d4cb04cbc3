import { element, escaped, image, text } from '../lib/svg';
import type { LoadJob } from './job';
import type { Report } from './report';

const MARGIN = 16;
const NAMES = 112;
const PLOT = 620;
const HEAD = 92;
const PITCH = 20;
const BAR = 13;
const FOOT = 34;
const PHASES = ['queued', 'starting', 'running'] as const;

/** Colours that people with any kind of colour vision can distinguish (Okabe and Ito, 2008). The background is transparent. */
const STYLE = `
text { fill: #1f2328 } .faint { fill: #59636e } .rule { stroke: #d1d9e0 }
.queued { fill: #8c959f } .starting { fill: #e69f00 } .running { fill: #0072b2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .faint { fill: #9198a1 } .rule { stroke: #3d444d } .running { fill: #56b4e9 }
}
`;

/** An SVG with a bar for each job, from its queueing to its end, divided into its phases. It is legible on light and dark pages. */
export function renderChart(report: Report): string {
  const jobs = report.jobs.filter(({ queued }) => queued !== undefined).sort((a, b) => (a.started ?? Infinity) - (b.started ?? Infinity));
  const begin = Math.min(...jobs.flatMap(({ queued }) => queued ?? []));
  const end = Math.max(
    begin + 1000,
    ...jobs.flatMap(({ queued, started, finished }) => [queued ?? begin, started ?? begin, finished ?? begin]),
  );
  const x = (time: number) => MARGIN + NAMES + ((time - begin) / (end - begin)) * PLOT;
  const [width, height] = [MARGIN + NAMES + PLOT + 2 * MARGIN, HEAD + jobs.length * PITCH + FOOT];
  const title = `Load test: ${report.jobs.length} jobs in agent pool ${report.agentPool}`;
  return image(width, height, { title, description: description(report) }, [
    `<style>${STYLE}</style>`,
    text(title, { x: MARGIN, y: 28, 'font-size': 17, 'font-weight': 600 }),
    text(description(report), { x: MARGIN, y: 48, class: 'faint' }),
    ...legend(),
    ...axis((end - begin) / 1000, (seconds) => x(begin + seconds * 1000), height),
    ...jobs.map((job, index) => bar(job, { y: HEAD + index * PITCH, x, end })),
  ]);
}

function description({ queueToStart, agentsStarted, waitsFrom }: Report): string {
  const from = waitsFrom === 'run.createdDate' ? 'creation of the run' : 'queue';
  const waits =
    queueToStart === undefined
      ? 'no job started'
      : `${from} to start: p50 ${queueToStart.p50} s, p95 ${queueToStart.p95} s, max ${queueToStart.max} s`;
  return `${waits}; ${agentsStarted} agents started`;
}

const legend = (): string[] =>
  PHASES.flatMap((phase, index) => {
    const x = MARGIN + NAMES + index * 90;
    return [element('rect', { x, y: 60, width: 12, height: 12, rx: 2, class: phase }), text(phase, { x: x + 17, y: 70 })];
  });

/** A line for each round number of seconds. */
function axis(seconds: number, x: (seconds: number) => number, height: number): string[] {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600].find((each) => seconds / each <= 8) ?? 7200;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  return ticks.flatMap((tick) => [
    element('line', { x1: x(tick), x2: x(tick), y1: HEAD - 8, y2: height - FOOT + 4, class: 'rule' }),
    text(`${tick} s`, { x: x(tick), y: height - FOOT + 19, class: 'faint', 'text-anchor': 'middle' }),
  ]);
}

interface BarPlace {
  readonly y: number;
  /** The x coordinate of a time. */
  readonly x: (time: number) => number;
  /** Until when to draw a bar whose job has not ended. */
  readonly end: number;
}

function bar(job: LoadJob, { y, x, end }: BarPlace): string {
  const { queued = end, finished = end } = job;
  const started = Math.min(job.started ?? finished, finished);
  const assigned = Math.min(job.assigned ?? started, started);
  const parts: readonly [string, number, number][] = [
    ['queued', queued, assigned],
    ['starting', assigned, started],
    ['running', started, finished],
  ];
  const rects = parts
    .filter(([, from, to]) => to > from)
    .map(([phase, from, to]) => element('rect', { x: x(from), y, width: Math.max(x(to) - x(from), 0.5), height: BAR, class: phase }));
  const name = text(job.name.slice(0, 17), { x: MARGIN, y: y + BAR - 2 });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  const tip = `${job.name}: ${parts.map(([phase, from, to]) => `${phase} ${seconds(from, to)} s`).join(', ')}; ${job.agent ?? 'no agent'}`;
  return element('g', { class: 'job' }, [element('title', {}, [escaped(tip)]), name, ...rects]);
}
