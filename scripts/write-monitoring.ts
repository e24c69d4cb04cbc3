import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../config/project';
import { monitoringFiles } from '../monitoring/files';
import { parseOptions } from '../operate/lib/parse-options';
import { runMain } from './lib/run-main';

const USAGE = `npm run dashboard
Writes monitoring/dashboard.json and monitoring/alerts.yml from their sources in
monitoring/.
`;

async function main(args: readonly string[]): Promise<number> {
  parseOptions(args, {});
  const { root } = projectOf(__dirname);
  for (const [path, text] of Object.entries(monitoringFiles())) {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  return 0;
}

runMain('dashboard', USAGE, main);
