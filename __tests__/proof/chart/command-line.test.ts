import { parseCommandLine, USAGE } from '../../../proof/chart/command-line';

test('by default, 300 configs of one seed with both versions of Helm', () => {
  expect(parseCommandLine([])).toEqual({ runs: 300, seed: expect.any(Number), majors: ['3', '4'], scan: true });
  expect(parseCommandLine([]).seed).toBe(parseCommandLine([]).seed);
});

test('every option can be set', () => {
  expect(parseCommandLine(['--runs', '5', '--seed', '9', '--helm', '3', '--no-scan'])).toEqual({
    runs: 5,
    seed: 9,
    majors: ['3'],
    scan: false,
  });
  for (const option of ['--runs', '--seed', '--helm', '--no-scan']) expect(USAGE).toContain(option);
});

test.each([
  [['--runs', '0'], '--runs must be a whole number from 1, got "0"'],
  [['--seed', 'x'], '--seed must be a whole number from 1, got "x"'],
  [['--helm', '2'], 'there is no version of Helm "2"'],
])('%j is refused', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(message);
});
