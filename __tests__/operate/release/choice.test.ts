import { parseCommandLine as parseLoadTest } from '../../../operate/load-test/command-line';
import { releaseChoice, releaseFlags } from '../../../operate/release/choice';
import { parseCommandLine } from '../../../operate/status/command-line';

test('status takes a release', () => {
  const { release } = parseCommandLine(['--release', 'agents', '--namespace', 'ci', '--context', 'lab']);
  expect(release).toEqual({ release: 'agents', namespace: 'ci', context: 'lab' });
  expect(release && releaseFlags(release)).toBe('--release agents --namespace ci --context lab');
});

test('the load test takes a release, and a context only with one', () => {
  expect(parseLoadTest(['--release', 'agents', '--namespace', 'ci', '--context', 'lab']).release).toMatchObject({ context: 'lab' });
  expect(() => parseLoadTest(['--context', 'lab'])).toThrow('--context is for --release');
});

test('without a release, the config is used', () => {
  expect(parseCommandLine([]).release).toBeUndefined();
});

test.each([
  [{ release: 'agents' }, '--release needs --namespace too: the namespace of the Helm release'],
  [{ namespace: 'ci' }, '--namespace is the namespace of a Helm release: name the release with --release too'],
  [{ release: 'Agents', namespace: 'ci' }, '--release takes the name of a Helm release, got "Agents"'],
  [{ release: 'agents', namespace: 'ci/pods' }, '--namespace takes the name of a namespace, got "ci/pods"'],
])('%j is refused', (values, message) => {
  expect(() => releaseChoice(values)).toThrow(message);
});
