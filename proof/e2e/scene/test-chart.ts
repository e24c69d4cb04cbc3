import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeChart } from '../../../scripts/chart/write-chart-files';

/**
 * What refuses values. The fakes have no certificate, so the URLs of their services would be refused, as the config refuses them;
 * npm run test:chart proves both files.
 */
const CHECKS = ['values.schema.json', 'templates/problems.yaml'];

interface ChartYaml {
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
}

/**
 * Writes the chart of this project, without the checks of its values, to a folder that this process deletes when it ends. Takes
 * several seconds, in which this process does nothing else: call it before servers are started.
 * @returns the folder
 */
export function writeTestChart(): string {
  const work = mkdtempSync(join(tmpdir(), 'test-chart-'));
  process.once('exit', () => rmSync(work, { recursive: true }));
  const chart = join(work, 'chart');
  writeChart(chart);
  for (const file of CHECKS) rmSync(join(chart, file), { force: true });
  addDependencies(chart);
  return chart;
}

/** Helm refuses a chart whose dependencies are not in it, even if they are off. The cluster has KEDA, so an empty chart will do. */
function addDependencies(chart: string): void {
  const { dependencies } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as ChartYaml;
  for (const { name, version } of dependencies) {
    const folder = join(chart, 'charts', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  }
}
