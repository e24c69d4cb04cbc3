import { parse } from 'yaml';
import { objectsIn, readProjectFile } from './project-files';
import { runBash } from './run-bash';

interface Stage {
  readonly stage: string;
  readonly dependsOn?: string | readonly string[];
  readonly condition?: string;
}

const { schedules, stages } = parse(readProjectFile('pipelines/azure-pipelines.yml')) as {
  readonly schedules: readonly { readonly cron: string; readonly displayName: string; readonly always: boolean }[];
  readonly stages: readonly Stage[];
};
const stage = (name: string) => stages.find((one) => one.stage === name);
const named = (name: string) => `variables['Build.CronSchedule.DisplayName'], '${name}')`;

/** Returns the signed-in script of a stage, with the folder of artifacts filled in. */
const scriptOf = (name: string): string =>
  objectsIn(stage(name))
    .map(({ script }) => (typeof script === 'string' ? script : ''))
    .join('\n')
    .replaceAll('$(Build.ArtifactStagingDirectory)', '.');

const planEnds = (code: number) => `printf '### Plan' > plan.md; return ${code};`;

test('one schedule plans every night and one deploys every week, with or without a new commit', () => {
  expect(schedules.map(({ displayName, cron, always }) => ({ displayName, daily: cron.endsWith(' * * *'), always }))).toEqual([
    { displayName: 'nightly plan', daily: true, always: true },
    { displayName: 'weekly image', daily: false, always: true },
  ]);
});

test('the nightly run looks only for drift: every other stage is excluded, or depends on one that is', () => {
  expect(stage('drift')?.condition).toBe(`and(succeeded(), eq(${named('nightly plan')})`);
  for (const name of ['check', 'plan', 'deploy']) expect(stage(name)?.condition).toContain(`ne(${named('nightly plan')}`);
  const others = stages.filter((one) => !['drift', 'check', 'plan', 'deploy'].includes(one.stage));
  expect(others.map(({ dependsOn, condition }) => [dependsOn, condition?.includes('succeeded()')])).toEqual(
    others.map(() => ['deploy', true]),
  );
});

test.each([
  [0, 0, ''],
  [2, 2, 'What is deployed differs from main'],
  [1, 1, 'could not be planned'],
])('a nightly plan that ends with %i ends the run with %i', (code, status, message) => {
  runBash(scriptOf('drift'), { programs: { npm: planEnds(code) } }, (ran) => {
    expect(ran.status).toBe(status);
    expect(ran.output).toContain('##vso[task.uploadsummary]./plan.md');
    expect(ran.output.match(/##vso\[task\.logissue type=error\](.*)/)?.[1] ?? '').toContain(message);
  });
});

test('the plan of a pull request may have changes', () => {
  runBash(scriptOf('plan'), { programs: { npm: planEnds(2) } }, ({ status }) => expect(status).toBe(0));
});

describe('the software bill of materials', () => {
  const steps = objectsIn(stage('sbom'));
  const syft = steps.find(({ bash }) => typeof bash === 'string' && bash.includes('syft'));

  const AGENT = 'some.azurecr.io/agent:1';
  const RUNNER = 'some.azurecr.io/runner:2';

  test.each(['agent', 'runner'])('is made after the weekly deploy and published: %s', (kind) => {
    expect(stage('sbom')).toMatchObject({ dependsOn: 'deploy', condition: `and(succeeded(), eq(${named('weekly image')})` });
    const file = `${kind}-image.spdx.json`;
    expect(steps).toContainEqual(
      expect.objectContaining({
        condition: `and(succeeded(), ne(variables['${kind}Image'], ''))`,
        inputs: { targetPath: `$(Build.ArtifactStagingDirectory)/${file}`, artifact: file },
      }),
    );
  });

  test.each([
    ['agents', [`Agent image: ${AGENT}`], AGENT, ''],
    ['runners', [`Runner image: ${RUNNER}`], '', RUNNER],
    ['both', [`Agent image: ${AGENT}`, `Runner image: ${RUNNER}`], AGENT, RUNNER],
  ])('describes the images that were deployed, and the token of the registry is a secret: %s', (_, lines, agent, runner) => {
    const npm = `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')};`;
    runBash(scriptOf('sbom'), { programs: { npm, az: 'echo secret-token;' } }, ({ status, output, calls }) => {
      expect(status).toBe(0);
      expect(calls).toContainEqual(expect.stringMatching(/^az acr login --name some --expose-token /));
      expect(output).toContain(`##vso[task.setvariable variable=agentImage]${agent}\n`);
      expect(output).toContain(`##vso[task.setvariable variable=runnerImage]${runner}\n`);
      expect(output).toContain('##vso[task.setvariable variable=registryToken;issecret=true]secret-token');
    });
  });

  test.each([
    ['agents', AGENT, '', [AGENT]],
    ['runners', '', RUNNER, [RUNNER]],
    ['both', AGENT, RUNNER, [AGENT, RUNNER]],
  ])('is written for each image: %s', (_, agent, runner, expected) => {
    const environment = { AGENT_IMAGE: agent, RUNNER_IMAGE: runner, FOLDER: 'folder' };
    runBash(String(syft?.['bash']), { programs: { go: ':;' }, environment }, ({ status, calls }) => {
      expect(status).toBe(0);
      expect(calls.map((call) => call.replace(/^go run \S+ scan registry:/, ''))).toEqual(
        expected.map((image) => `${image} --output spdx-json=folder/${image === AGENT ? 'agent' : 'runner'}-image.spdx.json`),
      );
    });
  });

  test('is written by a pinned version of syft that Go verifies, which gets the token through its environment and does not sign in', () => {
    expect(String(syft?.['bash'])).toMatch(/^ *go run github\.com\/anchore\/syft\/cmd\/syft@v\d+\.\d+\.\d+ scan "registry:\$\{!image\}" /m);
    expect(syft?.['env']).toEqual({
      FOLDER: '$(Build.ArtifactStagingDirectory)',
      AGENT_IMAGE: '$(agentImage)',
      RUNNER_IMAGE: '$(runnerImage)',
      SYFT_REGISTRY_AUTH_USERNAME: '00000000-0000-0000-0000-000000000000',
      SYFT_REGISTRY_AUTH_PASSWORD: '$(registryToken)',
    });
  });
});
