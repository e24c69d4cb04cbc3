import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../config/project';
import { monitoringFiles } from '../monitoring/files';

const { root } = projectOf(__dirname);
for (const [path, text] of Object.entries(monitoringFiles())) {
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}
