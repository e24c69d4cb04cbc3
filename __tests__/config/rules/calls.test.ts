import { aDraft, problemsOf } from '../../support/builders';

const entries = (count: number, options: object = {}) => Array.from({ length: count }, (_, at) => ({ name: `e${at}`, ...options }));
const problems = (trigger: string, agentPools: unknown) => problemsOf(aDraft({ keda: { trigger }, agentPools }));

test('the scaler may poll 50 times a second', () => {
  expect(problems('metrics-api', entries(50))).toEqual([]);
  expect(problems('metrics-api', [...entries(50), { name: 'one-more', pollingSeconds: 1 }])).toEqual([
    'agentPools[50].pollingSeconds must be higher, because the scaler polls the agent pools 102 times a second with one identity, and 50 is the maximum, got 1: raise it for all entries, or let entries share an agent pool',
  ]);
  expect(problems('metrics-api', entries(51))).toHaveLength(1);
});

test('entries that share an agent pool are polled once', () => {
  const shared = entries(60).map((entry, at) => ({ ...entry, pool: 'aks', demands: [`d${at}`] }));
  expect(problems('metrics-api', shared)).toEqual([]);
});

test('KEDA may poll 50 times a second for all entries together', () => {
  expect(problems('azure-pipelines', entries(50, { pollingSeconds: 1 }))).toEqual([]);
  expect(problems('azure-pipelines', entries(51, { pollingSeconds: 1 }))).toEqual([
    'agentPools[0].pollingSeconds must be higher, because KEDA polls the agent pools of all entries 51 times a second with one identity, and 50 is the maximum, got 1: raise it for all entries, or let entries share an agent pool',
  ]);
});

test('the rule ignores an invalid interval', () => {
  expect(problems('metrics-api', [{ name: 'linux', pollingSeconds: 0 }])).toHaveLength(1);
});
