import { readScaleSettings } from '../../../agent/settings/scale-settings';

const OPTIONS = { maxAgents: 5, warm: [], warmMaxHours: 12, anticipate: false };
const AGENTS = { ...OPTIONS, name: 'a-linux', pool: 'linux', placeholder: 'a-linux-placeholder' };
const RUNNERS = { ...OPTIONS, name: 'a-gh', scaleSet: { name: 'gh', group: 'Default', labels: [] } };
const KUBERNETES = { AZP_NAMESPACE: 'agents', KUBERNETES_SERVICE_HOST: '10.0.0.1' };
const AZURE = { AZP_URL: 'https://dev.azure.com/contoso', AZP_TOKEN_FILE: '/token' };
const GITHUB = { AZP_GITHUB_URL: 'https://github.com/contoso', AZP_GITHUB_TOKEN_FILE: '/github' };

const read = (entries: readonly object[], more: Record<string, string>) =>
  readScaleSettings({ ...KUBERNETES, AZP_ENTRIES: JSON.stringify(entries), ...more });

test('only the settings of services that have entries are needed', () => {
  expect(read([AGENTS], AZURE)).toMatchObject({ agentPools: { entries: [{ pool: { name: 'linux' } }] }, runnerPools: undefined });
  expect(read([RUNNERS], GITHUB)).toMatchObject({
    agentPools: undefined,
    runnerPools: { entries: [RUNNERS], gitHub: { url: 'https://github.com/contoso', credential: { kind: 'pat', tokenFile: '/github' } } },
  });
  const both = read([RUNNERS, AGENTS], { ...AZURE, ...GITHUB });
  expect([both.agentPools?.entries.length, both.runnerPools?.entries.length]).toEqual([1, 1]);
});

test('settings that are missing for both services are reported together', () => {
  expect(() => read([RUNNERS, AGENTS], {})).toThrow(/set AZP_URL .*set AZP_TOKEN_FILE .*set AZP_GITHUB_URL .*which runner pools need/);
  expect(() => readScaleSettings({})).toThrow(/set AZP_NAMESPACE.*set AZP_ENTRIES.*set AZP_URL/);
});

test.each([
  ['the image of this container, if it is that of the runners', [RUNNERS], { AZP_IMAGE: 'runner:1' }, 'runner:1'],
  ['not known, if this container has the image of the agents', [RUNNERS, AGENTS], { AZP_IMAGE: 'agent:1' }, undefined],
  ['the one that is set', [RUNNERS, AGENTS], { AZP_IMAGE: 'agent:1', AZP_RUNNER_IMAGE: 'runner:1' }, 'runner:1'],
])('the image of new runners is %s', (_, entries, images, expected) => {
  expect(read(entries, { ...AZURE, ...GITHUB, ...images }).runnerPools?.image).toBe(expected);
});

test('the day on which the token for GitHub expires is read for runner pools', () => {
  const day = { AZP_GITHUB_TOKEN_EXPIRES: '2027-03-01' };
  expect(read([RUNNERS], { ...GITHUB, ...day }).runnerPools?.tokenExpiresAt).toBe(Date.UTC(2027, 2, 1));
  expect(read([RUNNERS], GITHUB).runnerPools?.tokenExpiresAt).toBeUndefined();
  expect(() => read([RUNNERS], { ...GITHUB, AZP_GITHUB_TOKEN_EXPIRES: '1.3.2027' })).toThrow(
    'AZP_GITHUB_TOKEN_EXPIRES must be a day like 2027-03-01, got "1.3.2027"',
  );
});

test('runners are removed 15 minutes after their pods, or after AZP_REAP_MINUTES', () => {
  expect(read([RUNNERS], GITHUB).runnerPools?.reapAfterMs).toBe(15 * 60_000);
  expect(read([RUNNERS], { ...GITHUB, AZP_REAP_MINUTES: '0.5' }).runnerPools?.reapAfterMs).toBe(30_000);
  expect(() => read([RUNNERS], { ...GITHUB, AZP_REAP_MINUTES: 'soon' })).toThrow('AZP_REAP_MINUTES must be a number above 0, got "soon"');
});
