import { parseCommandLine } from '../../../operate/status/command-line';

test.each([
  [[], undefined],
  [['--watch'], 10],
  [['--watch', '5'], 5],
  [['--watch=5'], 5],
  [['--watch', '--json'], 10],
])('%j watches every %s seconds', (args, seconds) => {
  expect(parseCommandLine(args).watchSeconds).toBe(seconds);
});

test.each(['0', '3601', '1.5', '5s'])('--watch does not accept %s', (text) => {
  expect(() => parseCommandLine(['--watch', text])).toThrow(`--watch takes whole seconds from 1 to 3600, got "${text}"`);
});

test('a trailing slash of the URL is ignored', () => {
  expect(parseCommandLine(['--url', 'https://dev.azure.com/contoso/']).url).toBe('https://dev.azure.com/contoso');
});

test('unknown arguments are refused', () => {
  expect(() => parseCommandLine(['now'])).toThrow(/unknown argument "now"/);
});
