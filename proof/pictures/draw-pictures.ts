import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { metricsIn } from '../../monitoring/metrics';
import { renderChart } from '../../operate/load-test/chart';
import type { Report } from '../../operate/load-test/report';
import type { Dashboard } from './dashboard-file';
import { drawDashboard } from './draw/dashboard';
import { DASHBOARD_PICTURE, LOAD_TEST_PICTURE, LOAD_TEST_REPORT, RECORDING } from './files';
import { type PanelData, panelData, problemsOf } from './panel-data';
import type { Range } from './prometheus';
import { endOf, type Recording } from './recording';
import { withReplay } from './replay';

/** Draws both pictures, and prints the queries of the dashboard without data. @returns an exit code: 1 if there are any */
export async function drawPictures(): Promise<number> {
  const { root } = projectOf(__dirname);
  const read = <Content>(path: string): Content => JSON.parse(readFileSync(join(root, path), 'utf8')) as Content;
  const recording = read<Recording>(RECORDING);
  const { title, panels } = read<Dashboard>('monitoring/dashboard.json');
  const data = await evaluate(drawnPanels(panels, recording), recording);
  write(join(root, DASHBOARD_PICTURE), drawDashboard(title, data, rangeOf(recording)));
  write(join(root, LOAD_TEST_PICTURE), renderChart(read<Report>(LOAD_TEST_REPORT)));
  const problems = problemsOf(data);
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

/** The panels of the dashboard, without those of the scaler if the recording is of a deployment that has none. */
export function drawnPanels(panels: Dashboard['panels'], { series }: Recording): Dashboard['panels'] {
  if (series.some(({ labels }) => isOfScaler(labels['__name__'] ?? ''))) return panels;
  return panels.filter(({ targets }) => !targets.some(({ expr }) => metricsIn(expr).some(isOfScaler)));
}

const isOfScaler = (metric: string): boolean => /^azp_(scaler|github)_/.test(metric);

/** Evaluates panels with the values of a recording. */
export function evaluate(panels: Dashboard['panels'], recording: Recording): Promise<readonly PanelData[]> {
  return withReplay(recording, (prometheus) => Promise.all(panels.map((panel) => panelData(panel, prometheus, rangeOf(recording)))));
}

const rangeOf = (recording: Recording): Range => ({ start: recording.start, end: endOf(recording), step: recording.step });

function write(file: string, content: string): void {
  writeFileSync(file, content);
  console.log(`wrote ${file}`);
}
