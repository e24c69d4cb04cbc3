import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJitConfig } from '../../../../agent/github/runner/jit-config';
import { handOverFiles, RUNNER_FILES, receiveFiles } from '../../../../agent/github/runner/runner-files';
import { temporaryFolder } from '../../support/fakes';
import { aJitConfig, someRunnerFiles } from '../../support/jit-config';

test('the files arrive next to the listener, readable by this user only, and no other copy remains', async () => {
  const [handover, home] = [temporaryFolder(), temporaryFolder()];
  await handOverFiles(decodeJitConfig(aJitConfig()), handover);
  expect(readdirSync(handover).toSorted()).toEqual([...RUNNER_FILES].toSorted());
  await receiveFiles(handover, home);
  expect(readdirSync(handover)).toEqual([]);
  for (const name of RUNNER_FILES) {
    expect(readFileSync(join(home, name), 'utf8')).toBe(someRunnerFiles()[name]);
    expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
  }
});

test('what an earlier attempt has left does not lead the files elsewhere', async () => {
  const [handover, elsewhere] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(elsewhere, 'victim'), 'unchanged');
  symlinkSync(join(elsewhere, 'victim'), join(handover, '.runner.partial'));
  symlinkSync(join(elsewhere, 'victim'), join(handover, '.credentials'));
  mkdirSync(join(handover, '.credentials_rsaparams.partial'));
  await handOverFiles(decodeJitConfig(aJitConfig()), handover);
  expect(readFileSync(join(elsewhere, 'victim'), 'utf8')).toBe('unchanged');
  expect(readdirSync(handover).toSorted()).toEqual([...RUNNER_FILES].toSorted());
});
