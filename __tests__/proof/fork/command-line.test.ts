import { parseCommandLine } from '../../../proof/fork/command-line';

test('by default all tests run, and the copy is deleted', () => {
  expect(parseCommandLine([])).toEqual({ words: [], withTests: true, keep: false });
});

test('options and words', () => {
  expect(parseCommandLine(['--keep', 'stacks', '--no-tests', 'config'])).toEqual({
    words: ['stacks', 'config'],
    withTests: false,
    keep: true,
  });
});

test('an unknown option is refused', () => {
  expect(() => parseCommandLine(['--fast'])).toThrow("Unknown option '--fast'");
});
