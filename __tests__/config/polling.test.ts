import { agentPoolKey, pollingSecondsOf, scalerPollSeconds } from '../../config/polling';
import { aConfig, aGitHubConfig } from '../support/builders';

test.each([
  ['metrics-api', undefined, 2],
  ['metrics-api', 30, 30],
  ['azure-pipelines', undefined, 10],
  ['azure-pipelines', 30, 30],
] as const)('with %s and the option %p, an entry is polled every %i seconds', (trigger, pollingSeconds, expected) => {
  expect(pollingSecondsOf({ pollingSeconds }, trigger)).toBe(expected);
});

test('the scaler polls as often as the fastest entry asks for', () => {
  const seconds = (...options: readonly object[]) =>
    scalerPollSeconds(
      aConfig({ keda: { trigger: 'metrics-api' }, agentPools: options.map((option, at) => ({ name: `e${at}`, ...option })) }),
    );
  expect(seconds({ pollingSeconds: 30 }, { pollingSeconds: 5 })).toBe(5);
  expect(seconds({ pollingSeconds: 30 }, {})).toBe(2);
  expect(seconds({ pollingSeconds: 1 }, {})).toBe(1);
});

test('an agent pool is the same whatever the case of its name, and has the name of the entry by default', () => {
  expect(agentPoolKey({ name: 'linux', pool: 'AKS' })).toBe(agentPoolKey({ name: 'other', pool: 'aks' }));
  expect(agentPoolKey({ name: 'linux' })).toBe('linux');
  expect(agentPoolKey({ name: 'linux', pool: 44 })).toBe('44');
});

test('a scaler without agent pools has an interval too', () => {
  expect(scalerPollSeconds(aGitHubConfig())).toBe(2);
});
