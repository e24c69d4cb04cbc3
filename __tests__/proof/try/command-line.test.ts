import { readOptions } from '../../../proof/try/command-line';

test('without arguments: port 8090, no jobs, until Ctrl-C', () => {
  expect(readOptions([])).toEqual({ port: 8090, jobs: 0, once: false });
});

test('all options', () => {
  expect(readOptions(['--port', '0', '--jobs', '3', '--once', '--keda', '2.20.2'])).toEqual({
    port: 0,
    jobs: 3,
    once: true,
    keda: '2.20.2',
  });
});

test.each([
  [['--port', 'http'], '--port must be 0 to 65535, got "http"'],
  [['--port', '65536'], '--port must be 0 to 65535, got "65536"'],
  [['--port', '1e3'], '--port must be 0 to 65535, got "1e3"'],
  [['--jobs', '0'], '--jobs must be 1 to 100, got "0"'],
  [['--jobs', '101'], '--jobs must be 1 to 100, got "101"'],
  [['--keda', '2.20'], 'there is no KEDA version "2.20" (did you mean 2.20.2?)'],
  [['--once'], '--once waits for the jobs of --jobs, which is missing'],
  [['--job', '3'], 'unknown option --job; did you mean --jobs?'],
  [['ten'], 'unknown argument "ten"'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
