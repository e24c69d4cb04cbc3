import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FOLDERS } from '../../config/pod-contract';
import { Container } from './container';
import { type BuiltImage, EXTRA_PACKAGES } from './image';

/** Programs that steps and actions of workflows rely on. */
const TOOLS = ['bash', 'curl', 'git', 'git-lfs', 'gpg', 'jq', 'ssh', 'tar', 'tini', 'unzip', 'wget', 'xz', 'zip'];

/** Tests the environment and the programs in a container of the runner image. */
export async function checkRunner(image: BuiltImage, scratch: string): Promise<void> {
  const lines = async (script: string) => {
    const entrypoint = ['/bin/bash', '-c', script];
    const container = await Container.create(image.buildah, image.name, scratch, { entrypoint, args: [] });
    return (await container.run()).stdout.trim().split('\n');
  };

  test('the runner image has user, home, locale and time zone of the agent image', async () => {
    assert.deepEqual(await lines('id -u; id -g; echo "$HOME"; locale charmap; date +%Z'), [
      '10001',
      '10001',
      '/home/agent',
      'UTF-8',
      'UTC',
    ]);
  });

  test('every tool is on PATH in the runner image, and PowerShell is not', async () => {
    const names = [...TOOLS, ...EXTRA_PACKAGES, 'pwsh'];
    assert.deepEqual(await lines(`for tool in ${names.join(' ')}; do command -v "$tool" > /dev/null || echo "$tool"; done`), ['pwsh']);
  });

  test('the listener is where the program looks for it, and the libraries of .NET are installed', async () => {
    const [listener, ...libraries] = await lines(
      `${FOLDERS.runner}/bin/Runner.Listener run 2>&1 | head -n 1; ldconfig -p | grep -oE 'lib(icuuc|ssl|gssapi_krb5|z|stdc\\+\\+)\\.so' | sort -u`,
    );
    assert.equal(listener, 'Runner is not configured.');
    assert.deepEqual(libraries, ['libgssapi_krb5.so', 'libicuuc.so', 'libssl.so', 'libstdc++.so', 'libz.so']);
  });

  test("the runner can write its own files in the package's folder, but cannot change the package's files", async () => {
    const script = `cd ${FOLDERS.runner} && touch .runner && mkdir _diag && rm .runner && echo written
      mv bin other || echo kept; rm -f run.sh || echo kept; echo >> run.sh || echo kept`;
    assert.deepEqual(await lines(script), ['written', 'kept', 'kept', 'kept']);
  });

  test('without settings the program in the runner image names a missing one and fails', async () => {
    const env = { AZP_GITHUB_URL: 'https://github.com/contoso' };
    const container = await Container.create(image.buildah, image.name, scratch, { args: ['register'], env });
    const { code, stdout, stderr } = await container.run();
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /AZP_SCALE_SET/);
  });
}
