import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitoringFiles } from '../../monitoring/files';

test.each(Object.entries(monitoringFiles()))('%s is up to date; if not, run: npm run dashboard', (path, text) => {
  expect(readFileSync(join(__dirname, '..', '..', path), 'utf8')).toBe(text);
});
