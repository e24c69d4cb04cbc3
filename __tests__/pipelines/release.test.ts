import { jobsOf, readProjectFile, type Step, workflow } from './project-files';
import { runBash } from './run-bash';

const { check, test: tested, publish, notes } = workflow('release').jobs;
const steps: readonly Step[] = publish?.steps ?? [];
const text = readProjectFile('.github/workflows/release.yml');
const at = (words: string): number => steps.findIndex((step) => JSON.stringify(step).includes(words));
const scriptWith = (all: readonly Step[], words: string): string => all.find(({ run }) => run?.includes(words))?.run ?? '';

test('nothing is published without the variable, the tests and an approval', () => {
  expect(check?.if).toBe("vars.PUBLISH_RELEASES == 'true'");
  expect(tested).toMatchObject({ needs: 'check', uses: './.github/workflows/ci.yml' });
  expect(publish).toMatchObject({ needs: ['check', 'test'], environment: 'release' });
  expect(notes?.needs).toBe('publish');
});

test('one job may push and sign, and it may not write to the repository', () => {
  const publishing = { contents: 'read', packages: 'write', 'id-token': 'write', attestations: 'write' };
  expect(jobsOf('release').map(([name, { permissions }]) => [name, permissions])).toEqual([
    ['check', { contents: 'read' }],
    ['test', { contents: 'read' }],
    ['publish', publishing],
    ['notes', { contents: 'write' }],
  ]);
  expect(notes?.steps?.some(({ uses }) => uses?.startsWith('actions/checkout'))).toBe(false);
});

test('what is published comes from no cache', () => {
  expect(text).not.toContain('actions/cache');
  expect(text).not.toMatch(/^\s+cache: npm/m);
  for (const { uses = '', with: given } of [...(check?.steps ?? []), ...steps]) {
    if (uses.startsWith('actions/setup-node')) expect(given).toMatchObject({ 'package-manager-cache': false });
    if (uses.startsWith('actions/setup-go')) expect(given).toMatchObject({ cache: false });
  }
});

test('each of the two images and the chart gets provenance and a signature after its push, and is verified', () => {
  const subjects = steps.filter(({ uses }) => uses?.startsWith('actions/attest@')).map((step) => step.with);
  expect(subjects.map((given) => [given?.['subject-name'], given?.['subject-digest']])).toEqual([
    ['${{ steps.names.outputs.agent-image }}', '${{ steps.images.outputs.agent }}'],
    ['${{ steps.names.outputs.runner-image }}', '${{ steps.images.outputs.runner }}'],
    ['${{ steps.names.outputs.chart }}', '${{ steps.chart.outputs.digest }}'],
  ]);
  const signed = steps.filter(({ run }) => run?.includes('cosign sign')).flatMap(({ env = {} }) => Object.values(env));
  const verified = Object.values(steps.find(({ run }) => run?.includes('cosign verify'))?.env ?? {});
  for (const given of subjects) {
    const artifact = `${String(given?.['subject-name'])}@${String(given?.['subject-digest'])}`;
    expect(signed).toContain(artifact);
    expect(verified).toContain(artifact);
  }
  const order = ['docker push', 'cosign sign --yes \\"$AGENT', 'helm push', 'cosign sign --yes \\"$CHART', 'cosign verify'].map(at);
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

/** The programs that the workflow builds from source, with the go.mod of each. */
const GO_BUILDS = [...text.matchAll(/go -C (\S+) build -o "\$RUNNER_TEMP\/bin\/(\w+)" (\S+)/g)].map(([, folder, name, program]) => ({
  folder: folder ?? '',
  name: name ?? '',
  program: program ?? '',
}));

test('cosign, oras and Helm are built from a go.mod that names their program', () => {
  expect(GO_BUILDS.map(({ name }) => name)).toEqual(['cosign', 'oras', 'helm']);
  for (const { folder, program } of GO_BUILDS) expect(readProjectFile(`${folder}/go.mod`)).toContain(`\ntool ${program}\n`);
});

test('the Go of the workflow is the newest that one of them needs', () => {
  const version = (file: string): readonly number[] => (/^go (.*)$/m.exec(readProjectFile(file))?.[1] ?? '').split('.').map(Number);
  const newest = GO_BUILDS.map(({ folder }) => version(`${folder}/go.mod`))
    .sort(([a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]) => a - d || b - e || c - f)
    .at(-1);
  expect(version(/go-version-file: (\S+)/.exec(text)?.[1] ?? '')).toEqual(newest);
});

test.each([
  ['is in main', 0, 0],
  ['is not in main', 1, 1],
])('a tag that %s', (_, merged, status) => {
  const environment = { GITHUB_SHA: 'abc', GITHUB_REF_NAME: 'v1.2.3' };
  const script = scriptWith(check?.steps ?? [], 'merge-base');
  runBash(script, { programs: { git: `return ${merged}` }, environment }, (ran) => {
    expect(ran.status).toBe(status);
    expect(ran.calls).toEqual(['git merge-base --is-ancestor abc origin/main']);
    expect(ran.output).toBe(merged === 0 ? '' : '::error::v1.2.3 is not in main: merge its commit into main, then push the tag again\n');
  });
});

test.each([
  ['exists', 0, 1],
  ['does not exist', 1, 0],
])('a chart that %s', (_, resolved, status) => {
  const environment = { CHART: 'ghcr.io/contoso/charts/agents:1.2.3' };
  runBash(scriptWith(steps, 'oras resolve'), { programs: { oras: `return ${resolved}` }, environment }, (ran) => {
    expect(ran.status).toBe(status);
    expect(ran.calls).toEqual(['oras resolve ghcr.io/contoso/charts/agents:1.2.3']);
  });
});

test('the digest of an image is what docker has pushed', () => {
  const environment = {
    AGENT_IMAGE: 'ghcr.io/contoso/agent',
    RUNNER_IMAGE: 'ghcr.io/contoso/runner',
    VERSION: '1.2.3',
    GITHUB_OUTPUT: 'output.txt',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'contoso/agents',
    GITHUB_SHA: 'abc',
    RUNNER_TEMP: '.',
  };
  const programs = {
    node: 'case $1 in -p) echo /node/LICENSE ;; esac',
    docker: 'case "$1 $2" in "image inspect") echo "${5%:*}@sha256:${5##*/}" ;; esac',
    npm: 'return 0',
  };
  runBash(scriptWith(steps, 'docker push'), { programs, environment }, ({ status, calls, file }) => {
    expect(status).toBe(0);
    expect(file('output.txt')).toBe('agent=sha256:agent:1.2.3\nrunner=sha256:runner:1.2.3\n');
    const builds = calls.filter((call) => call.startsWith('docker build'));
    expect(builds).toEqual([
      'docker build --pull --tag built:agent --build-arg IMAGE=agent --build-arg REVISION=1.2.3 docker',
      expect.stringMatching(/^docker build --tag ghcr\.io\/contoso\/agent:1\.2\.3 --build-arg IMAGE=built:agent .* \.\/licences$/),
      'docker build --pull --tag built:runner --build-arg IMAGE=runner --build-arg REVISION=1.2.3 docker',
      expect.stringMatching(/^docker build --tag ghcr\.io\/contoso\/runner:1\.2\.3 --build-arg IMAGE=built:runner .* \.\/licences$/),
    ]);
    expect(calls).toContain('node scripts/release/write-licences.mjs ./licences /node/LICENSE');
    expect(calls.indexOf('npm run build')).toBe(0);
  });
});

test('the licence of Node.js is that of the version in the images', () => {
  const [, version] = /^ARG NODE_VERSION=(.*)$/m.exec(readProjectFile('docker/Dockerfile')) ?? [];
  expect(steps.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with).toMatchObject({ 'node-version': version });
});

test('the digest of the chart is what Helm prints', () => {
  const environment = {
    AGENT_IMAGE: 'ghcr.io/contoso/agent',
    RUNNER_IMAGE: 'ghcr.io/contoso/runner',
    ARCHIVE: 'agents-1.2.3.tgz',
    CHARTS: 'oci://ghcr.io/contoso/charts',
    RUNNER_TEMP: '.',
    GITHUB_OUTPUT: 'output.txt',
  };
  const programs = {
    npm: 'return 0',
    helm: 'case $1 in push) echo "Pushed: ghcr.io/contoso/charts/agents:1.2.3" >&2; echo "Digest: sha256:12ab" >&2 ;; esac',
  };
  runBash(`set -o pipefail\n${scriptWith(steps, 'helm push')}`, { programs, environment }, ({ status, calls, file }) => {
    expect(status).toBe(0);
    expect(file('output.txt')).toBe('digest=sha256:12ab\n');
    expect(calls).toEqual([
      'npm run chart -- --out ./chart --image ghcr.io/contoso/agent --runner-image ghcr.io/contoso/runner',
      'helm dependency build ./chart',
      'helm package ./chart --destination ./release',
      'helm push ./release/agents-1.2.3.tgz oci://ghcr.io/contoso/charts',
    ]);
  });
});

test('the workflow verifies as CONTRIBUTING.md says: with the same options, and the identity of this workflow and tag', () => {
  const optionsOf = (script: string): readonly string[] => [...script.matchAll(/ (--[a-z-]+)/g)].map(([, option = '']) => option);
  const [, documented = ''] = /```console\n(\$ identity=[\s\S]*?)```/.exec(readProjectFile('CONTRIBUTING.md')) ?? [];
  const script = scriptWith(steps, 'cosign verify');
  expect(optionsOf(script)).toEqual(['--certificate-identity', '--certificate-oidc-issuer', '--repo', '--cert-identity']);
  expect(optionsOf(documented)).toEqual(optionsOf(script));
  expect(documented).toMatch(/identity=https:\/\/github\.com\/\S+\/\.github\/workflows\/release\.yml@refs\/tags\/v1\.2\.3\n/);
  const environment = {
    AGENT: 'ghcr.io/contoso/agent@sha256:a',
    RUNNER: 'ghcr.io/contoso/runner@sha256:b',
    CHART: 'ghcr.io/contoso/charts/agents@sha256:c',
    GITHUB_WORKFLOW_REF: 'contoso/agents/.github/workflows/release.yml@refs/tags/v1.2.3',
    GITHUB_REPOSITORY: 'contoso/agents',
  };
  const identity = `https://github.com/${environment.GITHUB_WORKFLOW_REF}`;
  const issuer = 'https://token.actions.githubusercontent.com';
  runBash(script, { programs: { cosign: 'return 0', gh: 'return 0' }, environment }, ({ status, calls }) => {
    expect(status).toBe(0);
    expect(calls).toEqual(
      [environment.AGENT, environment.RUNNER, environment.CHART].flatMap((artifact) => [
        `cosign verify ${artifact} --certificate-identity ${identity} --certificate-oidc-issuer ${issuer}`,
        `gh attestation verify oci://${artifact} --repo contoso/agents --cert-identity ${identity}`,
      ]),
    );
  });
});
