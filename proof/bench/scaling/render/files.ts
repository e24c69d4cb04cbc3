import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../results';
import { replaceBetweenMarkers } from './between-markers';
import { renderChart } from './chart';
import { renderMarkdown } from './table';
import { THEMES } from './theme';

/** Writes tables and charts into the documentation. @returns the written files */
export function renderFiles(results: Results, docs: string): readonly string[] {
  const page = join(docs, 'benchmarks.md');
  writeFileSync(page, replaceBetweenMarkers(readFileSync(page, 'utf8'), renderMarkdown(results)));
  mkdirSync(join(docs, 'benchmarks'), { recursive: true });
  const charts = THEMES.map((theme) => {
    const file = join(docs, 'benchmarks', `scaling-${theme.name}.svg`);
    writeFileSync(file, renderChart(results, theme));
    return file;
  });
  return [page, ...charts];
}
