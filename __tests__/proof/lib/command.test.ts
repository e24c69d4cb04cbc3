import { UsageError } from '../../../operate/lib/command';
import { parseOptions } from '../../../operate/lib/parse-options';
import { countOf, noSuch, runAsProcess } from '../../../proof/lib/command';

const OPTIONS = { loads: { type: 'string' }, quick: { type: 'boolean' } } as const;

test.each([
  ['waves', 'there is no load "waves" (did you mean two-waves?); choose from burst, two-waves'],
  ['brust', 'there is no load "brust" (did you mean burst?); choose from burst, two-waves'],
  ['other', 'there is no load "other"; choose from burst, two-waves'],
  ['', 'there is no load ""; choose from burst, two-waves'],
])('the error for the word "%s" names the allowed ones, and a similar one', (word, message) => {
  expect(noSuch('load', word, ['burst', 'two-waves']).message).toBe(message);
});

test.each(['0', '1.5', 'x', '', '-1'])('"%s" is not a count', (text) => {
  expect(() => countOf('--runs', text)).toThrow(new UsageError(`--runs must be a whole number from 1, got "${text}"`));
});

describe('as a process', () => {
  const print = { log: jest.spyOn(console, 'log'), error: jest.spyOn(console, 'error') };
  const exit = jest.spyOn(process, 'exit');
  const run = jest.fn();
  const command = { name: 'bench:none', usage: 'Usage\n', parse: (args: readonly string[]) => parseOptions(args, OPTIONS), run };

  beforeEach(() => {
    for (const each of Object.values(print)) each.mockReset();
    run.mockReset();
    exit.mockReset();
    // The process ends here.
    exit.mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
  });
  afterAll(() => jest.restoreAllMocks());

  const exitCode = async (...args: string[]) => {
    await runAsProcess(command, args).catch(() => undefined);
    return exit.mock.calls[0]?.[0];
  };

  test('help is printed before anything is checked', async () => {
    expect(await exitCode('--lods', '--help')).toBe(0);
    expect(print.log.mock.calls).toEqual([['Usage']]);
  });

  test('an unusable argument ends it with 2 and one line, and nothing runs', async () => {
    expect(await exitCode('--lods')).toBe(2);
    expect(print.error.mock.calls).toEqual([['unknown option --lods; did you mean --loads? See: npm run bench:none -- --help']]);
    expect(run).not.toHaveBeenCalled();
  });

  test('its exit code is that of the command', async () => {
    run.mockResolvedValue(130);
    expect(await exitCode()).toBe(130);
  });

  test('without an exit code the process goes on', async () => {
    run.mockResolvedValue(undefined);
    expect(await exitCode()).toBeUndefined();
  });
});
