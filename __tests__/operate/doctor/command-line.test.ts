import { allChecks, knownChecks, releaseChecks } from '../../../operate/doctor/checks';
import { parseCommandLine, usage } from '../../../operate/doctor/command-line';
import { asksForCluster, select } from '../../../operate/doctor/select';
import { aConfig, aGitHubConfig } from '../../support/builders';

const CHECKS = { config: allChecks, release: releaseChecks };
const parse = (...args: string[]) => parseCommandLine(args, CHECKS);
const selected = (...args: string[]) => {
  const options = parse(...args);
  const { before, after } = select(allChecks, options, aConfig());
  return { before: before.length, after: after.length, asksForCluster: asksForCluster(options) };
};
/** The checks for a config with agent pools alone. */
const applying = allChecks.filter(({ service }) => service !== 'gitHub');
const before = applying.filter(({ phase }) => phase === 'before').length;
const after = applying.length - before;

test('no two checks have the same id', () => {
  const ids = allChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the help lists every check', () => {
  const text = usage(CHECKS);
  for (const { id, title } of knownChecks) expect(text).toMatch(new RegExp(`^  ${id} +${title.replace(/[.()]/g, '\\$&')}$`, 'm'));
});

test.each([
  [[], { before, after, asksForCluster: true }],
  [['--before'], { before, after: 0, asksForCluster: false }],
  [['--after'], { before: 0, after, asksForCluster: false }],
  [['--before', '--after'], { before, after, asksForCluster: true }],
  [['--only', 'node', '--only', 'cluster'], { before: 1, after: 1, asksForCluster: false }],
  [['--context', 'mine'], { before, after, asksForCluster: false }],
])('%j selects %j', (args, expected) => {
  expect(selected(...args)).toEqual(expected);
});

test('with both services all checks are selected', () => {
  const config = aConfig({ gitHub: { url: 'https://github.com/contoso' }, runnerPools: [{ name: 'gh-linux' }] });
  const selection = select(allChecks, parse(), config);
  expect(selection.before.length + selection.after.length).toBe(allChecks.length);
});

test('several repositories, and a URL in GitHub without its trailing slash', () => {
  expect(parse('--repository', 'contoso/a', '--repository', 'contoso/b', '--github-url', 'https://github.com/contoso/')).toMatchObject({
    repositories: ['contoso/a', 'contoso/b'],
    gitHubUrl: 'https://github.com/contoso',
  });
});

test('several projects, and a URL without its trailing slash', () => {
  expect(parse('--project', 'a', '--project', 'b c', '--url', 'https://dev.azure.com/contoso/')).toMatchObject({
    projects: ['a', 'b c'],
    url: 'https://dev.azure.com/contoso',
  });
});

test.each([
  [['--only', 'nothing'], '--only names no check: "nothing"'],
  [['--after', '--only', 'node'], '--only node is not a check of --after'],
])('%j is refused', (args, message) => {
  expect(() => parse(...args)).toThrow(message);
});

test('without agent pools, no check of Azure DevOps is selected, and one that is named is refused', () => {
  const ids = (...args: string[]) => select(allChecks, parse(...args), aGitHubConfig()).before.map(({ id }) => id);
  expect(ids()).toContain('node');
  expect(ids()).not.toContain('organization');
  expect(() => ids('--only', 'organization')).toThrow('--only organization is a check of azureDevOps, which is not configured');
});

describe('with a Helm release', () => {
  const RELEASE = ['--release', 'agents', '--namespace', 'ci'];

  test('the checks of Azure and of Terraform are left out, and one of the release is added', () => {
    const options = parse(...RELEASE);
    expect(options.release).toEqual({ release: 'agents', namespace: 'ci', context: undefined });
    const both = { ...aConfig(), gitHub: aGitHubConfig().gitHub };
    const { before: first, after: then } = select(releaseChecks, options, both);
    const left = allChecks.filter(({ id }) => ![...first, ...then].some((check) => check.id === id)).map(({ id }) => id);
    expect(left).toEqual([
      'terraform',
      'azure-cli',
      'kubelogin',
      'kubectl',
      'azure-sign-in',
      'subscription',
      'azure-rights',
      'resource-providers',
      'resource-group',
      'existing-cluster',
      'vm-sizes',
      'vm-size-for-aks',
      'vm-architecture',
      'os-disks',
      'vcpu-quota',
      'kubernetes-version',
      'kubernetes-upgrade',
      'registry-name',
      'registry-roles',
    ]);
    expect(then.map(({ id }) => id)).toContain('helm-release');
  });

  test.each([
    [['--only', 'vcpu-quota', ...RELEASE], '--only vcpu-quota is a check of what Terraform deploys, and does not apply to a Helm release'],
    [['--only', 'helm-release'], '--only helm-release is a check of a Helm release: name one with --release and --namespace'],
    [['--only', 'helm-releas', ...RELEASE], '--only names no check: "helm-releas"; did you mean "helm-release"?'],
  ])('%j is refused', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
