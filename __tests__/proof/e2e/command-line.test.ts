import { parseCommandLine } from '../../../proof/e2e/command-line';

test.each([
  [[], { kind: 'scenarios', only: [] }],
  [['--only', 'zero', '--only', 'drain'], { kind: 'scenarios', only: ['zero', 'drain'] }],
  [['--shell'], { kind: 'shell' }],
  [['--save-image', 'agent.tar'], { kind: 'save-image', file: 'agent.tar' }],
  [['--shell', '--help'], { kind: 'help' }],
])('%j is parsed', (args, request) => expect(parseCommandLine(args)).toEqual(request));

test.each([
  [['--unknown'], "Unknown option '--unknown'"],
  [['word'], "Unexpected argument 'word'"],
  [['--only'], "Option '--only <value>' argument missing"],
])('%j is rejected', (args, message) => expect(() => parseCommandLine(args)).toThrow(message));
