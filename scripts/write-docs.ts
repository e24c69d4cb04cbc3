import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../config/project';
import { parseOptions } from '../operate/lib/parse-options';
import { renderValuesDocs } from './chart/values/render-values-docs';
import { renderCallsDocs } from './lib/render-calls-docs';
import { renderConfigurationDocs } from './lib/render-configuration-docs';
import { renderTimingsDocs } from './lib/render-timings-docs';
import { runMain } from './lib/run-main';

const USAGE = `npm run docs
Writes docs/configuration.md from the schema of the config, docs/chart-values.md
from that of the chart's values, docs/timings.md from config/timings/, and
docs/calls.md from config/calls/.
`;

async function main(args: readonly string[]): Promise<number> {
  parseOptions(args, {});
  const { root } = projectOf(__dirname);
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  for (const [path, render] of [
    ['docs/configuration.md', renderConfigurationDocs],
    ['docs/chart-values.md', renderValuesDocs],
    ['docs/timings.md', renderTimingsDocs],
    ['docs/calls.md', renderCallsDocs],
  ] as const) {
    writeFileSync(join(root, path), render(read));
    console.log(`wrote ${path}`);
  }
  return 0;
}

runMain('docs', USAGE, main);
