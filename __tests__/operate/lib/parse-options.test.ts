import { UsageError } from '../../../operate/lib/command';
import { parseOptions } from '../../../operate/lib/parse-options';

const OPTIONS = { loads: { type: 'string' }, quick: { type: 'boolean' } } as const;

test('options are read', () => {
  expect({ ...parseOptions(['--loads', 'burst', '--quick'], OPTIONS) }).toEqual({ loads: 'burst', quick: true });
});

test.each([
  [['--lods', 'burst'], 'unknown option --lods; did you mean --loads?'],
  [['--minutes', '1'], 'unknown option --minutes'],
  [['waves'], 'unknown argument "waves"'],
  [['--loads'], "Option '--loads <value>' argument missing"],
  [['--quick=no'], "Option '--quick' does not take an argument"],
])('%j is refused in one sentence', (args, message) => {
  expect(() => parseOptions(args, OPTIONS)).toThrow(new UsageError(message));
});
