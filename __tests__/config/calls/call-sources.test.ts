import { type Caller, callSources, callsPerHour } from '../../../config/calls/call-sources';
import { aConfig, aGitHubConfig, type Draft } from '../../support/builders';

const sourcesOf = (trigger: string, agentPools: readonly Draft[] = [{ name: 'linux' }], azureDevOps: Draft = {}) =>
  callSources(
    aConfig({ keda: { trigger }, agentPools, azureDevOps: { organizationUrl: 'https://dev.azure.com/example', ...azureDevOps } }),
  );
const idleOf = (caller: Caller, ...args: Parameters<typeof sourcesOf>) =>
  sourcesOf(...args)
    .filter((source) => source.caller === caller)
    .map(({ idle }) => idle);

describe('the scaler', () => {
  test('each of two replicas polls each agent pool every two seconds, and reads capabilities and parallel jobs', () => {
    expect(idleOf('scaler', 'metrics-api')).toEqual([2 * 1800, 2 * 12, 2 * 12]);
    expect(idleOf('KEDA', 'metrics-api')).toEqual([]);
  });

  test('polls an agent pool once for all its entries, but reads the capabilities of each', () => {
    const shared = [
      { name: 'small', pool: 'aks' },
      { name: 'large', pool: 'AKS', cpu: '1' },
    ];
    expect(idleOf('scaler', 'metrics-api', shared)).toEqual([2 * 1800, 4 * 12, 2 * 12]);
    expect(idleOf('scaler', 'metrics-api', [{ name: 'small' }, { name: 'large' }])).toEqual([4 * 1800, 4 * 12, 2 * 12]);
  });

  test('polls as often as the fastest entry asks for', () => {
    const [polls] = idleOf('scaler', 'metrics-api', [
      { name: 'a', pollingSeconds: 60 },
      { name: 'b', pollingSeconds: 10 },
    ]);
    expect(polls).toBe(2 * 2 * 360);
  });

  test.each([7, 'unlimited'])('does not ask for parallel jobs if the config says %p', (parallelJobs) => {
    expect(idleOf('scaler', 'metrics-api', [{ name: 'linux' }], { parallelJobs })).toHaveLength(2);
  });

  test('asks for parallel jobs more often while jobs wait', () => {
    const sources = sourcesOf('metrics-api').filter(({ what }) => what.startsWith('parallel jobs'));
    expect([callsPerHour(sources, 0), callsPerHour(sources, 1)]).toEqual([24, 120]);
  });
});

test('KEDA polls for each entry', () => {
  const entries = [
    { name: 'a', pool: 'aks', demands: ['x'] },
    { name: 'b', pool: 'aks', demands: ['y'], pollingSeconds: 30 },
  ];
  expect(idleOf('KEDA', 'azure-pipelines', entries)).toEqual([360 + 120]);
  expect(idleOf('scaler', 'azure-pipelines', entries)).toEqual([]);
});

test('the placeholder of each entry makes two calls a minute', () => {
  expect(idleOf('placeholders', 'metrics-api', [{ name: 'a' }, { name: 'b' }])).toEqual([240]);
});

test('registrars make calls for each job, one more for each minute that it runs', () => {
  const perJob = (jobMinutes: number) =>
    callSources(aConfig(), { jobMinutes, configCalls: 15 }).find(({ caller }) => caller === 'registrars')?.perJob;
  expect([perJob(0), perJob(0.9), perJob(10)]).toEqual([20, 20, 30]);
});

test('the registrar of a warm agent polls once a minute, and registers again every warmMaxHours', () => {
  const entry = { name: 'linux', warm: [{ agents: 2 }, { agents: 5 }], warmMaxHours: 19 };
  expect(idleOf('registrars', 'metrics-api', [entry])).toEqual([0, 5 * (60 + 19 / 19)]);
});

test('all calls of the default config', () => {
  expect([0, 100].map((jobs) => callsPerHour(sourcesOf('metrics-api'), jobs))).toEqual([3768, 6864]);
  expect([0, 100].map((jobs) => callsPerHour(sourcesOf('azure-pipelines'), jobs))).toEqual([480, 3480]);
});

test('runner pools make no call to Azure DevOps', () => {
  expect(callSources(aGitHubConfig())).toEqual([]);
  const both = aConfig({ gitHub: { url: 'https://github.com/contoso' }, runnerPools: [{ name: 'gh-linux' }] });
  expect(callSources(both)).toEqual(callSources(aConfig()));
});
