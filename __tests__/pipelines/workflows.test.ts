import { jobsOf, projectFiles, readProjectFile, WORKFLOWS, workflow } from './project-files';

test.each(projectFiles(WORKFLOWS))('%s pins each action by a commit, with its version next to it', (file) => {
  const uses = [...readProjectFile(file).matchAll(/uses: (.*)/g)].map(([, used = '']) => used);
  const others = uses.filter((used) => !used.startsWith('./'));
  expect(others.filter((used) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(used))).toEqual([]);
});

test('all workflows use the same version of an action', () => {
  const all = projectFiles(WORKFLOWS).flatMap((file) => [...readProjectFile(file).matchAll(/uses: ([\w./-]+)@(.*)/g)]);
  const versions = new Map<string, Set<string>>();
  for (const [, name = '', version = ''] of all) versions.set(name, (versions.get(name) ?? new Set()).add(version));
  expect([...versions].filter(([, known]) => known.size > 1)).toEqual([]);
});

test('no workflow reads a stored secret', () => {
  expect(projectFiles(WORKFLOWS).filter((file) => /\bsecrets\s*[.[]|secrets: inherit/.test(readProjectFile(file)))).toEqual([]);
});

test('no workflow runs code of a pull request with the rights of the target branch', () => {
  expect(projectFiles(WORKFLOWS).filter((file) => /pull_request_target|workflow_run/.test(readProjectFile(file)))).toEqual([]);
});

test.each(['deploy', 'drift', 'image'])('%s: a job that may sign in to Azure has an environment and no right to write', (name) => {
  const signsIn = jobsOf(name).filter(([, { permissions, steps }]) => permissions?.['id-token'] === 'write' && steps !== undefined);
  expect(signsIn).not.toEqual([]);
  for (const [, { environment, permissions }] of signsIn) {
    expect(['pull-request', 'plan', 'production']).toContain(environment);
    expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  }
});

test.each(['deploy', 'drift'])('%s: the job that writes to issues and pull requests runs no code of the repository', (name) => {
  const writers = jobsOf(name).filter(
    ([, { permissions = {} }]) => permissions['issues'] === 'write' || permissions['pull-requests'] === 'write',
  );
  expect(writers).toHaveLength(1);
  for (const [, { steps = [] }] of writers) expect(steps.some(({ uses }) => uses?.startsWith('actions/checkout'))).toBe(false);
});

test('each job that signs in uses the config that the variable AGENTS_CONFIG names', () => {
  const prepared = ['deploy', 'drift', 'image']
    .flatMap((name) => jobsOf(name).flatMap(([, { steps = [] }]) => steps))
    .filter(({ uses }) => uses === './.github/actions/prepare');
  expect(prepared.length).toBeGreaterThan(3);
  for (const step of prepared) expect(step.with).toMatchObject({ config: '${{ vars.AGENTS_CONFIG }}' });
  expect(readProjectFile('.github/actions/prepare/action.yml')).toMatch(
    /CONFIG: \$\{\{ inputs\.config \}\}[\s\S]*echo "AGENTS_CONFIG=\$CONFIG"/,
  );
});

test('a pull request from a fork is not planned, and only main is deployed, one run at a time', () => {
  const { plan, deploy } = workflow('deploy').jobs;
  expect(plan?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  expect(deploy).toMatchObject({
    if: expect.stringContaining("github.ref == 'refs/heads/main'"),
    environment: 'production',
    concurrency: { group: 'deploy', 'cancel-in-progress': false },
  });
});
