import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRegistration, forgetRegistration, readRegistration } from '../../../agent/azure-pipelines/agent-files';
import { temporaryFolder } from '../support/fakes';
import { writeRegistration } from '../support/stub-config';

test('the copies are readable by this user only, and no partial file is left', async () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  writeRegistration(from, 25, 44);
  await copyRegistration(from, to);
  for (const name of ['.agent', '.credentials', '.credentials_rsaparams']) {
    expect(statSync(join(to, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(to, name))).toEqual(readFileSync(join(from, name)));
    expect(existsSync(join(to, `${name}.partial`))).toBe(false);
  }
});

test.each([
  ['with a byte order mark', '\uFEFF{"agentId":25,"poolId":44}'],
  ['in Pascal case, as text', '{"AgentId":"25","PoolId":"44"}'],
])('the ids are read from a file %s', async (_name, content) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.agent'), content);
  expect(await readRegistration(folder)).toEqual({ agentId: 25, poolId: 44 });
});

test('a file without ids is refused', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.agent'), '{"agentName":"a"}');
  await expect(readRegistration(folder)).rejects.toThrow('has no agent id and agent pool id');
});

test('a registration can be deleted from disk, also twice', async () => {
  const folder = temporaryFolder();
  writeRegistration(folder, 25, 44);
  await forgetRegistration(folder);
  await forgetRegistration(folder);
  expect(existsSync(join(folder, '.agent'))).toBe(false);
});
