import type { Panel, Query, Stat } from './panel';

/** Position of a panel in a grid of 24 columns. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The Prometheus that the reader chooses by a variable. */
export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

/** A panel in the form that Grafana imports. */
export function grafanaPanel(panel: Panel, id: number, gridPos: GridPosition) {
  const { title, description, queries } = panel;
  const targets = queries.map((query, index) => target(query, index, panel.kind === 'stat'));
  return { id, title, description, gridPos, datasource: DATASOURCE, targets, ...look(panel) };
}

function target({ expression, legend }: Query, index: number, instant: boolean) {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  return { refId, datasource: DATASOURCE, expr: expression, legendFormat: legend, instant, range: !instant };
}

function look(panel: Panel) {
  const { unit } = panel;
  switch (panel.kind) {
    case 'graph':
      return {
        type: 'timeseries',
        fieldConfig: {
          // A missing number is unknown, so no line spans the gap.
          defaults: {
            unit,
            min: 0,
            custom: { fillOpacity: panel.stacked ? 40 : 0, spanNulls: false, stacking: { mode: panel.stacked ? 'normal' : 'none' } },
          },
          overrides: [],
        },
        options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
      };
    case 'stat':
      return {
        type: 'stat',
        fieldConfig: { defaults: { unit, thresholds: { mode: 'absolute', steps: steps(panel) } }, overrides: [] },
        options: {
          colorMode: 'value',
          graphMode: 'none',
          textMode: 'auto',
          reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        },
      };
    default:
      throw new Error(`unknown panel: ${JSON.stringify(panel satisfies never)}`);
  }
}

/** Grafana's first step has no number. It applies below the others. */
function steps({ color: first = 'green', thresholds }: Stat) {
  return [{ color: first, value: null }, ...thresholds.map(({ from, color }) => ({ color, value: from }))];
}
