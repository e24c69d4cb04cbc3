import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

/** What else is in the folder of a chart: `helm dependency` writes both. */
const OF_HELM: readonly string[] = ['charts', 'Chart.lock'];
/** The first parts of the paths of a chart. */
const OF_CHART: readonly string[] = ['Chart.yaml', 'values.yaml', 'values.schema.json', 'README.md', 'LICENSE', 'templates', 'files'];

/** @throws Error if the folder is neither absent nor empty nor a chart of this project with no other files next to its own */
export function refuseForeign(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file, so nothing is written: name a folder`);
  const names = readdirSync(folder);
  if (names.length === 0) return;
  const chart = join(folder, 'Chart.yaml');
  const isOurs = names.includes('Chart.yaml') && readFileSync(chart, 'utf8').startsWith(`${CHART_MARK}\n`);
  const other = isOurs ? names.find((name) => ![...OF_HELM, ...OF_CHART].includes(name)) : '';
  if (other === undefined) return;
  throw new Error(
    other === ''
      ? `${folder} has files that npm run chart did not write, so nothing is written: name a folder that is empty or does not exist yet`
      : `${folder} is replaced as a whole, and npm run chart did not write ${other} in it, so nothing is written: move that elsewhere, or name another folder`,
  );
}

/** The chart that is there is moved aside until the new one is in its place. Where a link points to, the link stays. */
function replaceFolder(given: string, files: ChartFiles): void {
  const folder = existsSync(given) ? realpathSync(given) : given;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.`);
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(work, 'new', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    swap(join(work, 'new'), folder, join(work, 'old'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function swap(next: string, folder: string, aside: string): void {
  const isThere = existsSync(folder);
  if (isThere) renameSync(folder, aside);
  try {
    renameSync(next, folder);
  } catch (error) {
    if (isThere) renameSync(aside, folder);
    throw error;
  }
}
