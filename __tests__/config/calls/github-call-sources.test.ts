import { callsPerHour } from '../../../config/calls/call-sources';
import { gitHubCallSources } from '../../../config/calls/github-call-sources';
import { SCALER_REPLICAS } from '../../../config/pod-contract';
import { aConfig, aGitHubConfig, type Draft } from '../../support/builders';

const APP = { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 };
const sourcesOf = (runnerPools: readonly Draft[] = [{ name: 'gh' }], auth: Draft = APP, jobMinutes = 10) =>
  gitHubCallSources(aGitHubConfig({ gitHub: { url: 'https://github.com/contoso', auth }, runnerPools }), { jobMinutes });

test('one replica polls each scale set, and every other one asks for its session every ten seconds', () => {
  const idle = (pools: readonly Draft[]) => sourcesOf(pools).map((source) => source.idle);
  expect(SCALER_REPLICAS).toBe(2);
  expect(idle([{ name: 'gh' }])).toEqual([72, 360, 12, 0]);
  expect(idle([{ name: 'gh' }, { name: 'large' }])).toEqual([144, 720, 12, 0]);
});

test('a job takes a sign-in, a registration, a call for each minute, a removal, and messages', () => {
  const perJob = (...args: Parameters<typeof sourcesOf>) => sourcesOf(...args).map((source) => source.perJob ?? 0);
  expect(perJob()).toEqual([6, 0, 0, 3 + 2 + 10 + 1]);
  expect(perJob([{ name: 'gh' }], { kind: 'pat' }, 0.9)).toEqual([6, 0, 0, 2 + 2 + 1]);
  expect(perJob([{ name: 'gh', runnerGroup: 'Builds' }])[3]).toBe(3 + 3 + 10 + 1);
});

test('all calls of one runner pool', () => {
  expect([0, 100].map((jobs) => callsPerHour(sourcesOf(), jobs))).toEqual([444, 2644]);
});

test('agent pools make no call to GitHub', () => {
  expect(gitHubCallSources(aConfig())).toEqual([]);
});
