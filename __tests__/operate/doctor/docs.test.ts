import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../../operate/doctor/checks';

test('docs/doctor.md lists every check with what it proves, in the order in which they are shown', () => {
  const text = readFileSync(join(__dirname, '../../../docs/doctor.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| (.+?) \| (.*?) \|/gm)].map(([, id, title, proves]) => ({
    id,
    title,
    proves: proves !== '',
  }));
  expect(rows).toEqual(allChecks.map(({ id, title }) => ({ id, title, proves: true })));
});
