import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allChecks, knownChecks } from '../../../operate/doctor/checks';

const CHECKS = join(__dirname, '../../../operate/doctor/checks');

test('the files in the folder are the checks: one in each file, which has its id as its name', () => {
  const files = readdirSync(CHECKS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.map((file) => basename(file, '.ts')).filter((name) => name !== 'index');
  expect(names.sort()).toEqual(knownChecks.map(({ id }) => id).sort());
});

/** Words of a claim, which reads as a contradiction when the check fails: "✖ kubelogin is installed: not found". */
const CLAIM = /\b(is|are|was|has|have|can|may|must|exists?|runs?|answers?|accepts?|suffices?|fits?|keeps?|offers?|does|do|not?)\b/;

test.each(knownChecks.map(({ title }) => title))('the title "%s" is a name, not a claim', (title) => {
  expect(title).not.toMatch(CLAIM);
});

test('the checks before a deploy come first', () => {
  const phases = allChecks.map(({ phase }) => phase);
  expect(phases).toEqual([...phases].sort().reverse());
});
