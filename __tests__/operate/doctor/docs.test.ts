import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks, knownChecks } from '../../../operate/doctor/checks';

test('docs/doctor.md lists every check with what it proves, in the order in which they are shown', () => {
  const text = readFileSync(join(__dirname, '../../../docs/doctor.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([\w-]+)` \| (.+?) \| (.*?) \|/gm)].map(([, id, title, proves]) => ({
    id,
    title,
    proves: proves !== '',
  }));
  expect(rows).toEqual(knownChecks.map(({ id, title }) => ({ id, title, proves: true })));
});

test('the sample in docs/doctor.md counts every check', () => {
  const text = readFileSync(join(__dirname, '../../../docs/doctor.md'), 'utf8');
  const [, total, counts = ''] = /^(\d+) checks: (.*)$/m.exec(text) ?? [];
  const sum = counts.split(', ').reduce((all, count) => all + Number.parseInt(count, 10), 0);
  expect([Number(total), sum]).toEqual([allChecks.length, allChecks.length]);
});
