import { element, image, text } from '../../../operate/lib/svg';
import type { DashboardPanel } from '../dashboard-file';
import type { PanelData } from '../panel-data';
import type { Range } from '../prometheus';
import { type Box, drawGraph } from './graph';
import { drawStat } from './stat';
import { STYLE } from './style';

const MARGIN = 4;
/** Size of a cell of Grafana's grid, which has 24 columns. */
const CELL = { width: 40, height: 29 };
const COLUMNS = 24;
const GAP = 8;
const HEAD = 26;
const PADDING = 10;

/** Draws the panels of a dashboard where Grafana places them. */
export function drawDashboard(title: string, data: readonly PanelData[], range: Range): string {
  const rows = Math.max(...data.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h));
  const size = { width: COLUMNS * CELL.width + 2 * MARGIN, height: rows * CELL.height + 2 * MARGIN };
  return image(size.width, size.height, { title }, [`<style>${STYLE}</style>`, ...data.flatMap((each) => drawPanel(each, range))]);
}

function drawPanel(data: PanelData, range: Range): readonly string[] {
  const frame = frameOf(data.panel);
  const inside = {
    left: frame.left + PADDING,
    top: frame.top + HEAD,
    width: frame.width - 2 * PADDING,
    height: frame.height - HEAD - PADDING,
  };
  const { left: x, top: y, width, height } = frame;
  return [
    element('rect', { x, y, width, height, rx: 4, class: 'frame' }),
    text(data.panel.title, { x: x + PADDING, y: y + 18, 'font-size': 13, 'font-weight': 600 }),
    ...(data.panel.type === 'stat' ? drawStat(data, inside) : drawGraph(data, inside, range)),
  ];
}

const frameOf = ({ gridPos: { x, y, w, h } }: DashboardPanel): Box => ({
  left: MARGIN + x * CELL.width + GAP / 2,
  top: MARGIN + y * CELL.height + GAP / 2,
  width: w * CELL.width - GAP,
  height: h * CELL.height - GAP,
});
