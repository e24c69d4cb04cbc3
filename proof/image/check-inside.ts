import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Container } from './container';
import { type BuiltImage, EXTRA_PACKAGES } from './image';
import { PWSH_OUTPUT } from './stub-packages';

/** Programs that steps and tasks of pipelines rely on. */
const TOOLS = [
  ...['bash', 'sh', 'awk', 'sed', 'grep', 'find', 'xargs', 'ps', 'pkill', 'tar', 'gzip', 'bzip2', 'xz', 'zip', 'unzip'],
  ...['curl', 'wget', 'git', 'git-lfs', 'gpg', 'jq', 'lsb_release', 'pwsh', 'rsync', 'scp', 'ssh', 'tini'],
];

/** Tests the environment and the programs in a container of the image. */
export async function checkInside(image: BuiltImage, scratch: string): Promise<void> {
  const inside = async (script: string) => {
    const entrypoint = ['/bin/bash', '-c', script];
    const container = await Container.create(image.buildah, image.name, scratch, { entrypoint, args: [] });
    return container.run();
  };
  const lines = async (script: string) => (await inside(script)).stdout.trim().split('\n');

  test('user, home, locale and time zone are set', async () => {
    const script = 'id -u; id -g; echo "$HOME"; locale charmap; date +%Z; TZ=Europe/Berlin date -d 2026-01-01 +%Z';
    assert.deepEqual(await lines(script), ['10001', '10001', '/home/agent', 'UTF-8', 'UTC', 'CET']);
  });

  test('every tool is on PATH, including those of EXTRA_PACKAGES', async () => {
    const names = [...TOOLS, ...EXTRA_PACKAGES];
    const { stdout } = await inside(`for tool in ${names.join(' ')}; do command -v "$tool" > /dev/null || echo "$tool"; done`);
    assert.deepEqual(stdout.split('\n').filter(Boolean), []);
  });

  test("the program's Node.js has the version in the label, and is not on PATH, where the agent would report it as a capability", async () => {
    const { Labels: labels } = await image.buildah.configOf(image.name);
    assert.deepEqual(await lines('/opt/azp/node --version; command -v node || echo none'), [`v${labels['azp.node.version']}`, 'none']);
  });

  test('/opt/azp/built has the time at which the packages were installed', async () => {
    const [built = '', now = ''] = await lines('cat /opt/azp/built; date --utc +%Y-%m-%dT%H:%M:%SZ');
    assert.match(built, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.ok(built <= now, `${built} is not before ${now}`);
  });

  test('git, jq, HTTPS certificates and PowerShell work', async () => {
    const script =
      'git init -q /tmp/r && git -C /tmp/r rev-parse --is-inside-work-tree; echo \'{"a":1}\' | jq .a; grep -c BEGIN /etc/ssl/certs/ca-certificates.crt; pwsh';
    const [git, jq, certificates, pwsh] = await lines(script);
    assert.deepEqual([git, jq, pwsh], ['true', '1', PWSH_OUTPUT]);
    assert.ok(Number(certificates) > 50, `${certificates} certificates`);
  });

  test("the agent can write its own files in the package's folder, but cannot change the package's files", async () => {
    const script = `cd /azp/agent && touch .agent && mkdir _diag && rm .agent && echo written
      mv bin other || echo kept; rm -f run.sh || echo kept; echo >> config.sh || echo kept`;
    assert.deepEqual(await lines(script), ['written', 'kept', 'kept', 'kept']);
  });

  test('the program finds its sign-in to Entra ID, which is a file of its own', async () => {
    const env = {
      AZP_URL: 'https://127.0.0.1:1',
      AZP_POOL: 'linux',
      AZP_CLIENTID: 'x',
      AZP_CLIENTSECRET: 'x',
      AZP_TENANTID: 'not a tenant',
    };
    const container = await Container.create(image.buildah, image.name, scratch, { args: ['register'], env });
    assert.match((await container.run()).stdout, /Invalid tenant id/);
  });

  test('without settings the program names a missing one and fails', async () => {
    const container = await Container.create(image.buildah, image.name, scratch, { args: ['register'] });
    const { code, stdout, stderr } = await container.run();
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /AZP_URL/);
  });
}
