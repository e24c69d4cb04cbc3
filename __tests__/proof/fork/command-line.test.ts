import { parseCommandLine } from '../../../proof/fork/command-line';

const FILES = ['__tests__/stacks/a.test.ts', '__tests__/config/b.test.ts'];

test('by default all tests run, and the copy is deleted', () => {
  expect(parseCommandLine([], [])).toEqual({ words: [], withTests: true, keep: false });
});

test('options and words', () => {
  expect(parseCommandLine(['--keep', 'stacks', '--no-tests', 'config'], FILES)).toEqual({
    words: ['stacks', 'config'],
    withTests: false,
    keep: true,
  });
});

test('an unknown option is refused', () => {
  expect(() => parseCommandLine(['--fast'], FILES)).toThrow('unknown option --fast');
});

test('a word that is in no path is refused', () => {
  expect(() => parseCommandLine(['stacks', 'stack/'], FILES)).toThrow('no test file has "stack/" in its path');
});
