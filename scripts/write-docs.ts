import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../config/project';
import { renderConfigurationDocs } from './lib/render-configuration-docs';
import { renderTimingsDocs } from './lib/render-timings-docs';

const { root } = projectOf(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

for (const [path, render] of [
  ['docs/configuration.md', renderConfigurationDocs],
  ['docs/timings.md', renderTimingsDocs],
] as const) {
  writeFileSync(join(root, path), render(read));
  console.log(`wrote ${path}`);
}
