import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Config } from '../../../config/types';
import { writeChart } from '../../../scripts/chart/write-chart-files';
import { SERVICE_URLS } from './test-config';

/** The template from which all others have the model, and another name for it. */
const [MODEL, MODEL_OF_VALUES] = ['agents.model', 'agents.modelOfValues'];

interface ChartYaml {
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
}

/**
 * Writes the chart of this project to a folder that this process deletes when it ends. Takes several seconds, in which this process
 * does nothing else: call it before servers are started.
 *
 * @returns the folder, whose chart can be used after `setServices`
 */
export async function writeTestChart(): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'test-chart-'));
  process.once('exit', () => rmSync(work, { recursive: true }));
  const chart = join(work, 'chart');
  await writeChart(chart);
  addDependencies(chart);
  const file = join(chart, 'templates', '_model.tpl');
  writeFileSync(file, readFileSync(file, 'utf8').replace(`define "${MODEL}"`, `define "${MODEL_OF_VALUES}"`));
  return chart;
}

/**
 * Makes the chart use the fakes of a config where its values name the services themselves. Values with the URLs of the fakes would be
 * refused, because the fakes have no certificate.
 */
export function setServices(chart: string, { azureDevOps, gitHub }: Config): void {
  const replacements = [
    [SERVICE_URLS.azureDevOps, azureDevOps?.organizationUrl],
    [SERVICE_URLS.gitHub, gitHub?.url],
  ].flatMap(([from, to]) => (to === undefined ? [] : `| replace "${from}" "${to}"`));
  const template = `{{- define "${MODEL}" -}}{{- include "${MODEL_OF_VALUES}" . ${replacements.join(' ')} -}}{{- end -}}\n`;
  writeFileSync(join(chart, 'templates', '_fakes.tpl'), template);
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
