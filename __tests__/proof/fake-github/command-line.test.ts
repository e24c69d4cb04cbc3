import { readCommandLine, USAGE } from '../../../proof/fake-github/command-line';

test('the defaults are port 8091 on this machine, one organisation and a random token', () => {
  expect(readCommandLine([])).toEqual({
    port: 8091,
    host: '127.0.0.1',
    mode: 'direct',
    organisations: ['contoso'],
    repositories: undefined,
    groups: [],
    token: undefined,
    appKey: undefined,
  });
});

test('every option is read', () => {
  const args = '--port 0 --host 0.0.0.0 --mode acquire --organisation a --organisation b --repository a/x --group G --token t --app-key k';
  expect(readCommandLine(args.split(' '))).toEqual({
    port: 0,
    host: '0.0.0.0',
    mode: 'acquire',
    organisations: ['a', 'b'],
    repositories: ['a/x'],
    groups: ['G'],
    token: 't',
    appKey: 'k',
  });
});

test.each([
  [['--port', 'http'], '--port must be 0 to 65535, got "http"'],
  [['--mode', 'both'], '--mode must be direct or acquire, got "both"'],
  [['--organisation', 'a/b'], '--organisation must be a name, got "a/b"'],
  [['--repository', 'app'], '--repository must be an owner and a name, such as contoso/app, got "app"'],
  [['--group', 'G', '--group', 'g'], '--group "g" is given twice or is the default group: remove one'],
  [['--group', 'default'], '--group "default" is given twice or is the default group: remove one'],
  [['--token', ''], '--token must not be empty'],
])('%j is refused: %s', (args, message) => {
  expect(() => readCommandLine(args)).toThrow(new Error(message));
});

test('the usage names every option', () => {
  for (const name of ['port', 'host', 'mode', 'organisation', 'repository', 'group', 'token', 'app-key']) {
    expect(USAGE).toContain(`\n  --${name} `);
  }
});
