import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../results';
import type { ServiceId } from '../services/ids';
import { replaceBetweenMarkers } from './between-markers';
import { renderChart } from './chart';
import { renderMarkdown } from './table';
import { THEMES } from './theme';

/** Names, without an ending, of the result files and the charts. */
export const FILE_NAMES: Readonly<Record<ServiceId, string>> = { 'azure-devops': 'scaling', github: 'scaling-github' };

/** Pages in docs/. */
export const PAGES: Readonly<Record<ServiceId, string>> = { 'azure-devops': 'benchmarks.md', github: 'benchmarks-github.md' };

/** Writes tables and charts into the documentation. @returns the written files */
export function renderFiles(results: Results, docs: string): readonly string[] {
  const page = join(docs, PAGES[results.service]);
  writeFileSync(page, replaceBetweenMarkers(readFileSync(page, 'utf8'), renderMarkdown(results), results.service));
  mkdirSync(join(docs, 'benchmarks'), { recursive: true });
  const charts = THEMES.map((theme) => {
    const file = join(docs, 'benchmarks', `${FILE_NAMES[results.service]}-${theme.name}.svg`);
    writeFileSync(file, renderChart(results, theme));
    return file;
  });
  return [page, ...charts];
}
