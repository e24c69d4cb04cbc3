import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderConfigurationDocs } from './lib/render-configuration-docs';

const project = join(__dirname, '..', '..');
writeFileSync(
  join(project, 'docs/configuration.md'),
  renderConfigurationDocs((path) => readFileSync(join(project, path), 'utf8')),
);
console.log('wrote docs/configuration.md');
