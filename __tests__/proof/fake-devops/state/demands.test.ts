import { meetsDemands } from '../../../../proof/fake-devops/state/demands';

const CAPABILITIES = { kubectl: '/usr/bin/kubectl', gpu: 'A100', empty: '', 'Agent.Version': '4.275.0' };

test.each([
  ['kubectl', true],
  ['KUBECTL', true],
  ['empty', true],
  ['helm', false],
  ['gpu -equals a100', true],
  ['gpu -equals A10', false],
  ['gpu -EQUALS A100', true],
  ['helm -equals 3', false],
  ['Agent.Version -gtVersion 2.182.1', true],
  ['Agent.Version -gtVersion 4.275.0', true],
  ['Agent.Version -gtVersion 4.275.1', false],
  ['Agent.Version -gtVersion 4.1000', false],
  ['Agent.Version -gtVersion 5', false],
  ['Agent.Version -gtVersion 4', true],
])('an agent meets the demand "%s": %s', (demand, expected) => {
  expect(meetsDemands([demand], CAPABILITIES)).toBe(expected);
});

test('all demands must be met, and an empty list is always met', () => {
  expect(meetsDemands(['kubectl', 'gpu'], CAPABILITIES)).toBe(true);
  expect(meetsDemands(['kubectl', 'helm'], CAPABILITIES)).toBe(false);
  expect(meetsDemands([], {})).toBe(true);
});
