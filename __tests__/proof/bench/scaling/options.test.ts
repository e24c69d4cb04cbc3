import { chooseById, readOptions, USAGE } from '../../../../proof/bench/scaling/options';

test('without options everything runs', () => {
  const chosen = { loads: undefined, variants: undefined, keda: undefined, out: undefined };
  const options = { service: 'azure-devops', ...chosen, repeat: 1, resume: false, quick: false, render: false };
  expect(readOptions([])).toEqual(options);
});

test('lists are separated by commas', () => {
  expect(readOptions(['--loads', 'burst,flood'])).toMatchObject({ loads: ['burst', 'flood'] });
});

test('each service has variants of its own', () => {
  expect(readOptions(['--service', 'github', '--variants', 'own,documentation-5s'])).toMatchObject({ service: 'github' });
});

test('chosen items keep their order', () => {
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect(chooseById(all, ['c', 'a'])).toEqual([{ id: 'a' }, { id: 'c' }]);
  expect(chooseById(all, undefined)).toEqual(all);
});

test.each([
  [['--loads', 'waves'], 'there is no load "waves" (did you mean two-waves?); choose from burst, two-waves, flood, '],
  [['--loads', 'burst,'], 'there is no load ""; choose from burst, '],
  [['--variants', 'onw'], 'there is no variant "onw" (did you mean own?); choose from own, own-keda, '],
  [['--service', 'git-hub'], 'there is no service "git-hub" (did you mean github?); choose from azure-devops, github'],
  [['--service', 'github', '--variants', 'tutorial'], 'there is no variant "tutorial"; choose from own, own-warm, documentation, '],
  [['--keda', '2.19.0'], 'there is no KEDA version "2.19.0"'],
  [['--out', __dirname], `--out must name a file, got "${__dirname}"`],
  [['--repeat', '0'], '--repeat must be a whole number from 1, got "0"'],
  [['--render', '--resume'], '--render and --resume exclude each other'],
  [['--render', '--keda', '2.20.2'], '--render and --keda exclude each other'],
])('%j is refused before a cluster starts', (args, message) => expect(() => readOptions(args)).toThrow(message));

test('help fits 80 columns', () => {
  expect(USAGE.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
