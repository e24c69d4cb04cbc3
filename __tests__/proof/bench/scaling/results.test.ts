import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResults, readResultsOf, writeResults } from '../../../../proof/bench/scaling/results';
import { someResults } from './support/results';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('results are read as they were written', () => {
  const file = join(folder, 'a', 'results.json');
  writeResults(file, someResults());
  expect(readResults(file)).toEqual(someResults());
});

test('results of a file without a service are of Azure DevOps', () => {
  const file = join(folder, 'results.json');
  const { service: _service, ...others } = someResults();
  writeFileSync(file, JSON.stringify({ format: 3, ...others }));
  expect(readResults(file)).toEqual(someResults());
});

test('a file of another service is refused, because its figures would go to the wrong page', () => {
  const file = join(folder, 'results.json');
  writeResults(file, someResults({ service: 'github' }));
  expect(readResultsOf('github', file).service).toBe('github');
  expect(() => readResultsOf('azure-devops', file)).toThrow(`${file} has results of github: add --service github`);
});

test('a file of an earlier version is refused', () => {
  const file = join(folder, 'old.json');
  writeFileSync(file, JSON.stringify({ quick: false, maxAgents: 20, runs: [] }));
  expect(() => readResults(file)).toThrow(`${file} is from an earlier version of this benchmark: measure again, or name another file`);
});
