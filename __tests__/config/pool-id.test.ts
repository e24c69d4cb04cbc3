import { aConfig, aDraft, problemsOf } from '../support/builders';

const withPool = (pool: unknown) => aDraft({ agentPools: [{ name: 'linux', pool }] });

test.each([
  ['12', 12],
  ['007', 7],
])('an id in quotes, %j, is not a name', (pool, id) => {
  expect(problemsOf(withPool(pool))).toEqual([
    `agentPools[0].pool must be the name of an agent pool, or its id as a number, got "${pool}": write an id without quotes: ${id}`,
  ]);
  expect(aConfig(withPool(id)).agentPools[0]?.pool).toBe(id);
});

test.each(['12a', '1 2', '1.5'])('%j is a name', (pool) => {
  expect(aConfig(withPool(pool)).agentPools[0]?.pool).toBe(pool);
});

test('"0" is neither a name nor an id', () => {
  expect(problemsOf(withPool('0'))).toEqual([
    'agentPools[0].pool must be the name of an agent pool, or its id as a number, got "0": find both in Azure DevOps under Organization settings, Agent pools',
  ]);
});
