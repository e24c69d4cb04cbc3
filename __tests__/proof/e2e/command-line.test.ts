import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_TRIGGER } from '../../../config/trigger';
import { parseCommandLine, writableFile } from '../../../proof/e2e/command-line';

const SCENARIOS = ['scale-from-zero', 'eviction', 'operator-killed.alone'];
const file = join(tmpdir(), 'agent.tar');

test.each([
  [[], { kind: 'scenarios', trigger: DEFAULT_TRIGGER, only: [] }],
  [['--only', 'zero', '--only', 'killed'], { kind: 'scenarios', trigger: DEFAULT_TRIGGER, only: ['zero', 'killed'] }],
  [['--keda', '2.20.2'], { kind: 'scenarios', trigger: DEFAULT_TRIGGER, keda: '2.20.2', only: [] }],
  [['--trigger', 'azure-pipelines'], { kind: 'scenarios', trigger: 'azure-pipelines', only: [] }],
  [['--trigger', 'metrics-api', '--only', 'zero'], { kind: 'scenarios', trigger: 'metrics-api', only: ['zero'] }],
  [['--shell', '--keda', '2.21.0'], { kind: 'shell', keda: '2.21.0' }],
  [['--save-image', file], { kind: 'save-image', file }],
])('%j is parsed', (args, request) => expect(parseCommandLine(args, SCENARIOS)).toEqual(request));

test.each([
  [['--unknown'], 'unknown option --unknown'],
  [['word'], 'unknown argument "word"'],
  [
    ['--only', 'zero', '--only', 'evicted'],
    'there is no scenario with the word "evicted"; choose from scale-from-zero, eviction, operator-killed.alone',
  ],
  [['--only', 'evicton'], 'there is no scenario with the word "evicton" (did you mean eviction?); choose from'],
  [['--only', ''], 'there is no scenario with the word ""; choose from'],
  [['--keda', '2.20.3'], 'there is no KEDA version "2.20.3" (did you mean 2.20.2?); choose from 2.20.2, 2.21.0'],
  [['--trigger', 'metrics'], 'there is no trigger "metrics" (did you mean metrics-api?); choose from metrics-api, azure-pipelines'],
  [['--shell', '--only', 'zero'], '--shell and --only exclude each other'],
  [['--save-image', file, '--keda', '2.21.0'], '--save-image and --keda exclude each other'],
  [['--save-image', file, '--trigger', 'metrics-api'], '--save-image and --trigger exclude each other'],
  [['--shell', '--trigger', 'metrics-api'], '--shell and --trigger exclude each other'],
  [['--save-image', '/no/such/folder/agent.tar'], '--save-image must name a file in a folder that exists, got "/no/such/folder/agent.tar"'],
])('%j is refused', (args, message) => expect(() => parseCommandLine(args, SCENARIOS)).toThrow(message));

test('a file without a folder is written to the current one', () => {
  expect(writableFile('--save-image', 'agent.tar')).toBe(join(process.cwd(), 'agent.tar'));
});
