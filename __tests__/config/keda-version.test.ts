import { KEDA_VERSIONS, scalingPair } from '../../config/keda-version';

test.each(['2.20.0', '2.20.1', '2.20.2'] as const)(
  'KEDA %s counts jobs that no agent has received: what is not taken is on its way',
  (version) => {
    expect(scalingPair(version)).toEqual({ strategy: 'accurate', pendingPodConditions: ['azure-pipelines-agent/Taken'] });
  },
);

test.each(['2.18.3', '2.19.0'] as const)('KEDA %s counts running jobs too: the default strategy subtracts them', (version) => {
  expect(scalingPair(version)).toEqual({ strategy: 'default', pendingPodConditions: [] });
});

test('no other version is supported', () => {
  expect(Object.keys(KEDA_VERSIONS)).toEqual(['2.18.3', '2.19.0', '2.20.0', '2.20.1', '2.20.2']);
});
