import type { DashboardPanel } from './dashboard-file';
import type { Prometheus, Range } from './prometheus';

/** A line of a graph, or the number of a panel that shows one. */
export interface Line {
  /** As the legend shows it. */
  readonly name: string;
  /** One value for each step of the range; undefined where there is none. A number has only one. */
  readonly values: readonly (number | undefined)[];
}

export interface PanelData {
  readonly panel: DashboardPanel;
  readonly lines: readonly Line[];
  /** The queries that returned nothing. */
  readonly empty: readonly string[];
}

/** Evaluates the queries of a panel as Grafana does, for all agent pools. A number is that of the end of the range. */
export async function panelData(panel: DashboardPanel, prometheus: Prometheus, range: Range): Promise<PanelData> {
  const targets = await Promise.all(
    panel.targets.map(async ({ expr, legendFormat, instant }) => {
      // The value of the variable for "All".
      const query = expr.replaceAll('$pool', '.*');
      const found = instant
        ? (await prometheus.query(query, range.end)).map(({ metric, value }) => ({ metric, values: [value] }))
        : await prometheus.queryRange(query, range);
      const times = instant ? [range.end] : stepsOf(range);
      const lines = found.map(({ metric, values }) => {
        const byTime = new Map(values.map(([time, value]) => [time, Number(value)]));
        return { name: nameOf(legendFormat, metric), values: times.map((time) => finite(byTime.get(time))) };
      });
      return { query, lines: lines.filter(({ values }) => values.some((value) => value !== undefined)) };
    }),
  );
  return {
    panel,
    lines: targets.flatMap(({ lines }) => lines),
    empty: targets.filter(({ lines }) => lines.length === 0).map(({ query }) => query),
  };
}

/** A line for each query without data. */
export const problemsOf = (data: readonly PanelData[]): readonly string[] =>
  data.flatMap(({ panel, empty }) => empty.map((query) => `${panel.title}: no data for ${query}`));

const stepsOf = ({ start, end, step }: Range): readonly number[] =>
  Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step);

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined);

const nameOf = (legend: string, labels: Readonly<Record<string, string>>): string =>
  legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '');
