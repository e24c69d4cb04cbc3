import { element, escaped, image, text, textLines, wrapped } from '../lib/svg';
import type { LoadJob } from './job';
import { type Report, waitSeconds } from './report';
import { capital, WORDS } from './words';

// Narrow, so that a phone shrinks it little, and its labels stay readable.
const MARGIN = 10;
const NAMES = 84;
const PLOT = 400;
const WIDTH = MARGIN + NAMES + PLOT + 2 * MARGIN;
const PITCH = 22;
const BAR = 15;
const FOOT = 36;
const FONT = 14;
const TITLE = { size: 18, pitch: 23, characters: 50 };
const NOTE = { pitch: 18, characters: 68 };
const PHASES = ['queued', 'starting', 'running'] as const;

/** Colours that people with any kind of colour vision can distinguish (Okabe and Ito, 2008). The background is transparent. */
const STYLE = `
text { fill: #1f2328 } .faint { fill: #59636e } .rule { stroke: #d1d9e0 } .mark { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 5 3 } .mark-label { fill: #cf222e }
.queued { fill: #8c959f } .starting { fill: #e69f00 } .running { fill: #0072b2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .faint { fill: #9198a1 } .rule { stroke: #3d444d } .mark { stroke: #ff7b72 } .mark-label { fill: #ff7b72 } .running { fill: #56b4e9 }
}
`;

/** Seconds as text, in which no line may break. */
const inSeconds = (value: number): string => `${value}\u00a0s`;

/** An SVG with a bar for each job, from its queueing to its end, divided into its phases. It is legible on light and dark pages. */
export function renderChart(report: Report): string {
  const jobs = report.jobs.filter(({ queued }) => queued !== undefined).sort((a, b) => (a.started ?? Infinity) - (b.started ?? Infinity));
  const begin = Math.min(...jobs.flatMap(({ queued }) => queued ?? []));
  const end = Math.max(
    begin + 1000,
    ...jobs.flatMap(({ queued, started, finished }) => [queued ?? begin, started ?? begin, finished ?? begin]),
  );
  const title = titleOf(report);
  const [heading, notes] = [wrapped(title, TITLE.characters), wrapped(description(report), NOTE.characters)];
  const notesTop = 28 + heading.length * TITLE.pitch;
  const legendTop = notesTop + notes.length * NOTE.pitch - 6;
  // Below the legend is a line of text for the mark.
  const top = legendTop + 54;
  const height = top + jobs.length * PITCH + FOOT;
  const x = (time: number) => MARGIN + NAMES + ((time - begin) / (end - begin)) * PLOT;
  return image(WIDTH, height, { title, description: description(report) }, [
    `<style>${STYLE}</style>`,
    ...textLines(heading, { x: MARGIN, y: 26, pitch: TITLE.pitch, 'font-size': TITLE.size, 'font-weight': 600 }),
    ...textLines(notes, { x: MARGIN, y: notesTop, pitch: NOTE.pitch, 'font-size': FONT, class: 'faint' }),
    ...legend(legendTop),
    ...axis((end - begin) / 1000, { x: (seconds) => x(begin + seconds * 1000), top: top - 4, bottom: height - FOOT + 4 }),
    ...jobs.map((job, index) => bar(job, { y: top + index * PITCH, x, end })),
    ...mark(report, jobs, { x, top }),
  ]);
}

/** What the reader should remember: how many agents ran the jobs, and how long these waited. */
function titleOf({ jobs, agentsStarted, queueToStart, agentPool, kind = 'agent' }: Report): string {
  const { pool, one, many } = WORDS[kind];
  if (queueToStart === undefined) return `Load test: ${jobs.length} jobs in ${pool} ${agentPool}`;
  const agents =
    agentsStarted === jobs.length
      ? `One ${one} for each of ${jobs.length} jobs`
      : `${jobs.length} jobs on ${agentsStarted} ${agentsStarted === 1 ? one : many}`;
  return `${agents}; 95\u00a0% of them started within ${inSeconds(queueToStart.p95)}`;
}

function description({ agentPool, kind = 'agent', queueToStart, agentsStarted, waitsFrom }: Report): string {
  const from = waitsFrom === 'run.createdDate' ? 'creation of the run' : 'queue';
  const waits =
    queueToStart === undefined
      ? 'no job started'
      : `${from} to start: p50 ${inSeconds(queueToStart.p50)}, p95 ${inSeconds(queueToStart.p95)}, max ${inSeconds(queueToStart.max)}`;
  return `${capital(WORDS[kind].pool)} ${agentPool}, ${waits}; ${agentsStarted} ${WORDS[kind].many} started`;
}

const legend = (y: number): string[] =>
  PHASES.flatMap((phase, index) => {
    const x = MARGIN + NAMES + index * 100;
    return [
      element('rect', { x, y, width: 14, height: 14, rx: 2, class: phase }),
      text(phase, { x: x + 20, y: y + 12, 'font-size': FONT }),
    ];
  });

interface AxisPlace {
  /** The x coordinate of a second. */
  readonly x: (seconds: number) => number;
  readonly top: number;
  readonly bottom: number;
}

/** A line for each round number of seconds. */
function axis(seconds: number, { x, top, bottom }: AxisPlace): string[] {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600].find((each) => seconds / each <= 7) ?? 7200;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  return ticks.flatMap((tick) => [
    element('line', { x1: x(tick), x2: x(tick), y1: top, y2: bottom, class: 'rule' }),
    text(`${tick} s`, { x: x(tick), y: bottom + 17, class: 'faint', 'font-size': FONT, 'text-anchor': 'middle' }),
  ]);
}

/** A line down to the bar of the job whose wait is the p95, at its start. */
function mark(
  { queueToStart }: Report,
  jobs: readonly LoadJob[],
  { x, top }: { readonly x: (time: number) => number; readonly top: number },
): string[] {
  const row = jobs.findIndex((job) => queueToStart !== undefined && waitSeconds(job) === queueToStart.p95);
  const started = jobs[row]?.started;
  if (started === undefined || queueToStart === undefined) return [];
  const middle = Math.min(x(started), WIDTH - 60);
  return [
    element('line', { x1: x(started), x2: x(started), y1: top - 8, y2: top + row * PITCH + BAR + 3, class: 'mark' }),
    text(`p95 ${queueToStart.p95} s`, {
      x: middle,
      y: top - 13,
      class: 'mark-label',
      'font-size': FONT,
      'font-weight': 600,
      'text-anchor': 'middle',
    }),
  ];
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
  const name = text(job.name.slice(0, 11), { x: MARGIN, y: y + BAR - 3, 'font-size': FONT });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  const tip = `${job.name}: ${parts.map(([phase, from, to]) => `${phase} ${seconds(from, to)} s`).join(', ')}; ${job.agent ?? 'no agent'}`;
  return element('g', { class: 'job' }, [element('title', {}, [escaped(tip)]), name, ...rects]);
}
