import type { RangeSeries } from './prometheus';

/** Metrics that a Prometheus has scraped, one value for each step. */
export interface Recording {
  /** Time of the first values, in seconds since 1970. */
  readonly start: number;
  /** Seconds between two values. */
  readonly step: number;
  readonly series: readonly RecordedSeries[];
}

export interface RecordedSeries {
  /** All labels, with the name of the metric as `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  /** null where there is no value. */
  readonly values: readonly (number | null)[];
}

/** Time of the last values, in seconds since 1970. */
export function endOf({ start, step, series }: Recording): number {
  return start + step * (Math.max(...series.map(({ values }) => values.length)) - 1);
}

/** Makes a recording from the answer to a query over this range. */
export function recordingOf(found: readonly RangeSeries[], { start, end, step }: { start: number; end: number; step: number }): Recording {
  const times = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step);
  const series = found.map(({ metric, values }) => {
    const byTime = new Map(values);
    return { labels: metric, values: times.map((time) => number(byTime.get(time))) };
  });
  return { start, step, series };
}

const number = (text: string | undefined): number | null => (text === undefined || !Number.isFinite(Number(text)) ? null : Number(text));

/** JSON with one line for each series, so that a change of the file can be read. */
export function recordingText({ start, step, series }: Recording): string {
  const lines = series.map((each) => `    ${JSON.stringify(each)}`).join(',\n');
  return `{\n  "start": ${start},\n  "step": ${step},\n  "series": [\n${lines}\n  ]\n}\n`;
}

/** The recording in the OpenMetrics text format, which promtool imports. */
export function openMetrics({ start, step, series }: Recording): string {
  const lines = series.flatMap(({ labels: { __name__: name, ...labels }, values }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
    return values.flatMap((value, index) => (value === null ? [] : [`${name}{${pairs.join(',')}} ${value} ${start + index * step}`]));
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
