import { aDraft, problemsOf } from '../../support/builders';

const withPool = (pool: object) => problemsOf(aDraft({ agentPools: [{ name: 'linux', ...pool }] }));

test.each([
  ['cpu', '10m', '9m', '10m', 'raise it'],
  ['memory', '256Mi', '255Mi', '256Mi', 'raise it'],
  ['memory', '256Mi', '4', '256Mi', 'write "4Gi"'],
  ['memory', '256Mi', '512', '256Mi', 'write "512Mi"'],
  ['memory', '256Mi', '1.5', '256Mi', 'write "1.5Gi"'],
  ['workDisk', '100Mi', '99Mi', '100Mi', 'raise it'],
  ['workDisk', '100Mi', '20', '100Mi', 'write "20Gi"'],
  ['scratchDisk', '100Mi', '10', '100Mi', 'write "10Gi"'],
])('%s accepts %s, and rejects %s, which is less than an agent needs', (key, good, bad, least, remedy) => {
  expect(withPool({ [key]: good })).toEqual([]);
  expect(withPool({ [key]: bad })).toEqual([`agentPools[0].${key} must be at least ${least}, got "${bad}": ${remedy}`]);
});

test.each([
  ['memory', 4, '4Gi'],
  ['memory', 1.5, '1.5Gi'],
  ['memory', 2048, '2048Mi'],
  ['memory', 2147483648, '2Gi'],
  ['workDisk', 30, '30Gi'],
  ['cpu', 500, '500m'],
])('%s: for %j, the remedy suggests what was meant', (key, number, meant) => {
  const [problem] = withPool({ [key]: number });
  expect(problem).toMatch(new RegExp(`got ${number}: write "${meant}"$`));
  expect(withPool({ [key]: meant })).toEqual([]);
});

test('for a number of cores, the remedy is to put it in quotes', () => {
  expect(withPool({ cpu: 1.5 })).toEqual([
    'agentPools[0].cpu must be a CPU quantity: "500m", "2" or "1.5", got 1.5: put it in quotes: "1.5"',
  ]);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('for %j, the remedy suggests no value', (number) => {
  expect(withPool({ memory: number })[0]).toMatch(/: write bytes with a suffix such as Mi or Gi$/);
});
