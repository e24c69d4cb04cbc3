import { type GridPosition, grafanaPanel } from './grafana';
import type { Panel } from './panel';

/** Panels next to each other, all of the same width. */
export interface Row {
  readonly height: number;
  readonly panels: readonly Panel[];
}

const COLUMNS = 24;

export const row = (height: number, ...panels: readonly Panel[]): Row => ({ height, panels });

/** Arranges rows below each other and numbers their panels. @throws if a row does not fill the width evenly */
export function layOut(rows: readonly Row[]) {
  const placed: { panel: Panel; at: GridPosition }[] = [];
  let y = 0;
  for (const { height: h, panels } of rows) {
    const w = COLUMNS / panels.length;
    if (!Number.isInteger(w))
      throw new Error(`${panels.length} panels do not fill ${COLUMNS} columns evenly: ${panels.map(({ title }) => title)}`);
    placed.push(...panels.map((panel, index) => ({ panel, at: { x: index * w, y, w, h } })));
    y += h;
  }
  return placed.map(({ panel, at }, index) => grafanaPanel(panel, index + 1, at));
}
