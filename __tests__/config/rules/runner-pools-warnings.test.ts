import { configWarnings } from '../../../config/warnings';
import { aGitHubConfig, type Draft } from '../../support/builders';

describe('warnings of runner pools', () => {
  const NOW = Date.UTC(2026, 10, 1);
  const warningsOf = (...runnerPools: Draft[]) => configWarnings(aGitHubConfig({ runnerPools }), NOW);

  test('a runner pool with labels of its own is not reported', () => {
    expect(warningsOf({ name: 'a' }, { name: 'b' })).toEqual([]);
    expect(warningsOf({ name: 'a', labels: ['linux', 'small'] }, { name: 'b', labels: ['linux', 'large'] })).toEqual([]);
  });

  test('a runner pool whose jobs another one may get', () => {
    const ADVICE = 'GitHub chooses between scale sets that match, and does not say how. Give runnerPools';
    expect(warningsOf({ name: 'a', labels: ['Linux', 'gpu'] }, { name: 'b', labels: ['linux'] })).toEqual([
      `runnerPools[0] has all labels of runnerPools[1], so jobs for runnerPools[1] may run there too: ${ADVICE}[1] a label of its own, and let its jobs name it`,
    ]);
    expect(warningsOf({ name: 'linux' }, { name: 'b', labels: ['linux'] })).toEqual([
      `runnerPools[0] has all labels of runnerPools[1], so jobs for runnerPools[1] may run there too: ${ADVICE}[1] a label of its own, and let its jobs name it`,
    ]);
  });

  test('runner groups may be open to different repositories', () => {
    expect(warningsOf({ name: 'a', labels: ['linux'] }, { name: 'b', labels: ['linux'], runnerGroup: 'Releases' })).toEqual([]);
  });

  test('a node label that nodes of the agent node pool do not have by default', () => {
    const config = aGitHubConfig({ cluster: { agentNodePool: {} }, runnerPools: [{ name: 'a', nodeSelector: { disk: 'fast' } }] });
    expect(configWarnings(config, NOW)).toEqual([
      expect.stringMatching(
        /^runnerPools\[0\]\.nodeSelector\.disk is a label that nodes of cluster\.agentNodePool, which runs these runners, do not have/,
      ),
    ]);
  });

  test('a token that expires soon', () => {
    const expiring = (expiresOn: string) =>
      configWarnings(aGitHubConfig({ gitHub: { url: 'https://github.com/contoso', auth: { kind: 'pat', expiresOn } } }), NOW);
    expect(expiring('2026-11-20')).toEqual([]);
    expect(expiring('2026-11-10')).toEqual([
      'gitHub.auth.expiresOn is 2026-11-10: the token for GitHub expires then, and no runner can be registered after that. Make a new one, put it into TF_VAR_github_token, raise gitHub.auth.token.revision, set gitHub.auth.expiresOn, and run npm run deploy',
    ]);
  });
});
