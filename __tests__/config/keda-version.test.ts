import { hasJobDeadline, KEDA_VERSIONS, NEWEST_KEDA_VERSION, scalingPair } from '../../config/keda-version';

test.each(['2.20.0', '2.20.1', '2.20.2', '2.21.0'] as const)(
  'KEDA %s counts jobs that no agent has received: what is not taken is on its way',
  (version) => {
    expect(scalingPair(version)).toEqual({ strategy: 'accurate', pendingPodConditions: ['azure-pipelines-agent/Taken'] });
  },
);

test.each(['2.18.3', '2.19.0'] as const)('KEDA %s counts running jobs too: the default strategy subtracts them', (version) => {
  expect(scalingPair(version)).toEqual({ strategy: 'default', pendingPodConditions: [] });
});

test('no other version is supported', () => {
  expect(Object.keys(KEDA_VERSIONS)).toEqual(['2.18.3', '2.19.0', '2.20.0', '2.20.1', '2.20.2', '2.21.0']);
  expect(NEWEST_KEDA_VERSION).toBe(Object.keys(KEDA_VERSIONS).at(-1));
});

test.each([
  ['2.18.3', false],
  ['2.20.2', false],
  ['2.21.0', true],
  ['2.21.1', true],
  ['3.0.0', true],
])('KEDA %s has a deadline for the Jobs of a poll: %s', (version, expected) => {
  expect(hasJobDeadline(version)).toBe(expected);
});
