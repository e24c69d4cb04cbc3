import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkChartFiles, yamlProblems } from '../../../proof/chart/check-files';

const CHART = [
  'apiVersion: v2',
  'name: agents',
  'description: Agents',
  'type: application',
  'version: 1.2.3',
  'appVersion: 1.2.3',
  'maintainers:',
  '  - name: a',
  '',
].join('\n');

function problemsOf(chart: string, values = 'name: ""\n'): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'check-files-'));
  try {
    writeFileSync(join(folder, 'Chart.yaml'), chart);
    writeFileSync(join(folder, 'values.yaml'), values);
    return checkChartFiles(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a chart without a fault', () => {
  expect(problemsOf(CHART)).toEqual([]);
});

test.each([
  [/version: 1.2.3\n/, 'version: 1.2\n', 'Chart.yaml: version must be a semantic version'],
  [/appVersion: 1.2.3\n/, 'appVersion: 1.2.4\n', 'Chart.yaml: appVersion must equal version'],
  [/maintainers:\n.*\n/, '', 'Chart.yaml: maintainers must have names, and there must be at least one'],
  [/ {2}- name: a/, '  - email: a@example.com', 'Chart.yaml: maintainers must have names, and there must be at least one'],
  [/type: application\n/, '', 'Chart.yaml: type must be application'],
])('a Chart.yaml with %s as "%s"', (part, other, problem) => {
  expect(problemsOf(CHART.replace(part, other))).toContain(problem);
});

test.each([
  ['a: 1 \n', 'a.yaml:1 ends with blanks'],
  ['a:\n\tb: 1\n', 'a.yaml:2 has a tab'],
  ['a:\n  -  b\n', 'a.yaml:2 has more than one blank after a hyphen'],
  ['a : 1\n', 'a.yaml:1 has a blank before a colon'],
  ['a:  1\n', 'a.yaml:1 has more than one blank after a colon'],
  ['#a: 1\n', 'a.yaml:1 has a comment without a blank after "#"'],
  ['a: { b: 1 }\n', 'a.yaml:1 has blanks inside of braces'],
  ['\na: 1\n', 'a.yaml begins with an empty line'],
  ['a: 1\n\n\n\nb: 1\n', 'a.yaml has more than two empty lines together'],
  ['a: 1', 'a.yaml must end with one line break'],
  ['a: 1\n\n', 'a.yaml must end with one line break'],
])('%j is a fault', (text, problem) => {
  expect(yamlProblems('a.yaml', text)).toContain(problem);
});

test('a key that is there twice is a fault', () => {
  expect(yamlProblems('a.yaml', 'a: 1\na: 2\n')[0]).toMatch(/^a\.yaml: Map keys must be unique/);
});

test('a file without a fault', () => {
  expect(yamlProblems('a.yaml', "# A text\na: [1, 2]  # more\n\n## b: {c: 1}\nb: '{ x }'\n")).toEqual([]);
});
