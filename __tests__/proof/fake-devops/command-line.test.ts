import { readCommandLine, USAGE } from '../../../proof/fake-devops/command-line';

test('the defaults are port 8090 on this machine, one agent pool and a random token', () => {
  expect(readCommandLine([])).toEqual({ port: 8090, host: '127.0.0.1', pools: ['linux'], pipelines: [], token: undefined });
});

test('every option is read, and --pool can be repeated', () => {
  const args = ['--port', '0', '--host', '0.0.0.0', '--pool', 'linux', '--pool=windows', '--pipeline', 'load-test', '--token', 'secret'];
  expect(readCommandLine(args)).toEqual({
    port: 0,
    host: '0.0.0.0',
    pools: ['linux', 'windows'],
    pipelines: ['load-test'],
    token: 'secret',
  });
});

test.each([
  [['--port', '65536'], '--port must be 0 to 65535, got "65536"'],
  [['--port', 'http'], '--port must be 0 to 65535, got "http"'],
  [['--pool', 'linux', '--pool', 'Linux'], '--pool "Linux" is given twice: remove one'],
  [['--pool', ''], '--pool must not be empty'],
  [['--token', ''], '--token must not be empty'],
])('%j is refused: %s', (args, message) => {
  expect(() => readCommandLine(args)).toThrow(new Error(message));
});

test('unknown arguments are refused', () => {
  expect(() => readCommandLine(['--pools', 'linux'])).toThrow(/--pools/);
  expect(() => readCommandLine(['linux'])).toThrow(/linux/);
});

test('the usage names every option', () => {
  for (const name of ['--port', '--host', '--pool', '--pipeline', '--token']) expect(USAGE).toContain(`\n  ${name} `);
});
