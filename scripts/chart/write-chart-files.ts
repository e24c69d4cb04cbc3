import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ChartFiles, chartFiles } from './chart-files';
import type { ChartOptions } from './chart-options';
import { CHART_MARK } from './chart-yaml';

/**
 * Writes the chart to a folder, in place of the chart that an earlier run wrote there. Nothing is half written: the folder is replaced
 * when all files exist.
 *
 * @returns the paths of the files in the folder
 * @throws Error if the folder has other files than those of a chart that this function wrote
 */
export async function writeChart(folder: string, options: ChartOptions = {}): Promise<readonly string[]> {
  refuseForeign(folder);
  const files = await chartFiles(options);
  replaceFolder(folder, files);
  return Object.keys(files);
}

/** @throws Error if the folder is neither absent nor empty nor a chart of this project */
export function refuseForeign(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  const chart = join(folder, 'Chart.yaml');
  if (existsSync(chart) && readFileSync(chart, 'utf8').startsWith(`${CHART_MARK}\n`)) return;
  throw new Error(
    `${folder} has files that npm run chart did not write, so nothing is written: name a folder that is empty or does not exist yet`,
  );
}

function replaceFolder(folder: string, files: ChartFiles): void {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    const file = join(partial, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}
