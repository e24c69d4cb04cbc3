import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup } from './support/cleanup';
import { runnerNames, SCALE_SET, startGitHub } from './support/github';
import { runnerPod } from './support/runner-pod';

afterEach(cleanup);

test('a runner of a repository, with the key of an App that is replaced while its job runs', async () => {
  const github = await startGitHub({ repository: 'contoso/app' });
  // A sign-in at each call.
  github.settings.adminTokenSeconds = 30;
  const { app, installation, privateKey } = github.addApp();
  const job = github.queueJob({ labels: SCALE_SET, script: 'echo begun; while [ ! -e "$RUNNER_WORKSPACE/go" ]; do sleep 0.05; done' });
  const started = runnerPod({
    github,
    url: github.repository('contoso/app'),
    token: privateKey,
    registerEnv: {
      AZP_GITHUB_TOKEN_FILE: undefined,
      AZP_GITHUB_KEY_FILE: join('token', 'token'),
      AZP_GITHUB_CLIENT_ID: app.clientId,
      AZP_GITHUB_INSTALLATION_ID: `${installation.id}`,
    },
  });
  await github.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
  started.folder.writeToken(app.addKey());
  app.removeKey(privateKey);
  writeFileSync(join(started.folder.work, 'go'), '');
  expect(await started.ended).toEqual({ run: 0, register: 0 });
  expect([job.result, runnerNames(github)]).toEqual(['succeeded', []]);
  expect(github.requests.at(-1)).toMatchObject({ method: 'DELETE', path: expect.stringMatching(/agents\/\d+$/) });
  const keyLines = privateKey.split('\n').filter((line) => line.length > 40);
  expect(keyLines.filter((line) => started.register.output.includes(line))).toEqual([]);
}, 90_000);
