import { type Environment, readCommandLine } from '../../../../proof/fake-devops/stub-agent/command-line';

test('variables replace arguments and are removed from the environment', () => {
  const env: Environment = {
    VSTS_AGENT_INPUT_TOKEN: ' s3cret ',
    vsts_agent_input_replace: 'True',
    VSTS_AGENT_INPUT_WORK: '',
    HOME: '/root',
  };
  const command = readCommandLine(['configure', '--unattended'], env);
  expect(command.option('token')).toBe('s3cret');
  expect(command.flag('replace')).toBe(true);
  expect(command.option('work')).toBeUndefined();
  expect(env).toEqual({ HOME: '/root' });
});

test('an argument overrides its variable', () => {
  const command = readCommandLine(['configure', '--pool', 'linux', '--URL=http://a?b=c'], { VSTS_AGENT_INPUT_POOL: 'windows' });
  expect(command.option('pool')).toBe('linux');
  expect(command.option('url')).toBe('http://a?b=c');
});

test.each([
  [[], 'run'],
  [['--once'], 'run'],
  [['Remove', '--token', 'x'], 'remove'],
])('%j is the command %s', (args, verb) => {
  expect(readCommandLine(args, {}).verb).toBe(verb);
});

test('unknown arguments are listed', () => {
  expect(readCommandLine(['configure', '--unatended', '--pool', 'linux'], {}).unknown).toEqual(['unatended']);
});

test('only "true" sets a flag', () => {
  expect(readCommandLine([], { VSTS_AGENT_INPUT_REPLACE: 'yes' }).flag('replace')).toBe(false);
});
