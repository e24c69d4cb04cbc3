import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHART_MARK } from '../../../scripts/chart/chart-yaml';
import { writeChart } from '../../../scripts/chart/write-chart-files';

// Every choice of features is built for the real files, which takes seconds.
jest.mock('../../../scripts/chart/chart-files', () => ({
  chartFiles: async () => ({ 'Chart.yaml': '# Made by: npm run chart\nname: new\n', 'templates/a.yaml': 'a' }),
}));

let place = '';
let folder = '';

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'write-chart-'));
  folder = join(place, 'chart');
});

afterEach(() => rmSync(place, { recursive: true }));

/** A chart of an earlier version, with a template that this one no longer has, and what Helm writes. */
function earlierChart(at = folder): void {
  mkdirSync(join(at, 'templates'), { recursive: true });
  mkdirSync(join(at, 'charts'));
  writeFileSync(join(at, 'Chart.yaml'), `${CHART_MARK}\nname: old\n`);
  writeFileSync(join(at, 'Chart.lock'), '');
  writeFileSync(join(at, 'templates/old.yaml'), '');
}

const files = (at = folder) => readdirSync(at, { recursive: true }).sort();

test('a chart of an earlier run is replaced, and nothing else is left or deleted', async () => {
  earlierChart();
  mkdirSync(join(place, 'chart.partial'));
  await writeChart(folder);
  expect(files()).toEqual(['Chart.yaml', 'templates', 'templates/a.yaml']);
  expect(readdirSync(place).sort()).toEqual(['chart', 'chart.partial']);
});

test('a folder that does not exist yet is created, with those above it', async () => {
  await writeChart(join(folder, 'a/b'));
  expect(files(join(folder, 'a/b'))).toEqual(['Chart.yaml', 'templates', 'templates/a.yaml']);
});

test("somebody's own file in the folder of a chart is not deleted", async () => {
  earlierChart();
  writeFileSync(join(folder, 'values-prod.yaml'), 'mine');
  await expect(writeChart(folder)).rejects.toThrow('npm run chart did not write values-prod.yaml in it');
  expect(readFileSync(join(folder, 'values-prod.yaml'), 'utf8')).toBe('mine');
});

test('a folder of somebody else and a file are refused', async () => {
  writeFileSync(join(place, 'file'), '');
  await expect(writeChart(place)).rejects.toThrow('has files that npm run chart did not write');
  await expect(writeChart(join(place, 'file'))).rejects.toThrow('is a file, so nothing is written');
});

test('a link to a chart stays a link, and the chart that it names is replaced', async () => {
  earlierChart(join(place, 'elsewhere'));
  symlinkSync('elsewhere', folder);
  await writeChart(folder);
  expect(readlinkSync(folder)).toBe('elsewhere');
  expect(files(join(place, 'elsewhere'))).toEqual(['Chart.yaml', 'templates', 'templates/a.yaml']);
});
