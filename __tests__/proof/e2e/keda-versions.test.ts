import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEWEST_KEDA_VERSION } from '../../../config/keda-version';
import { projectOf } from '../../../config/project';
import { KEDA_MODULE } from '../../../proof/e2e/cluster/sources';
import { NEWEST_TESTED_KEDA_VERSION, TESTED_KEDA_VERSIONS, testedKedaVersion } from '../../../proof/e2e/keda-versions';
import { parseGoModule } from '../../../proof/lib/go/go-module';

const programs = join(projectOf(__dirname).root, 'proof', 'e2e', 'programs');

test('each version has a folder, and each folder builds the version in its name', () => {
  const folders = readdirSync(programs).filter((name) => name.startsWith('keda'));
  expect(folders.sort()).toEqual(TESTED_KEDA_VERSIONS.map((version) => `keda-${version}`).sort());
  for (const version of TESTED_KEDA_VERSIONS) {
    const module = parseGoModule(readFileSync(join(programs, `keda-${version}`, 'go.mod'), 'utf8'));
    expect(module.versionOf(KEDA_MODULE)).toBe(`v${version}`);
  }
});

test('the newest comes last, and the default of the config is among them', () => {
  expect(TESTED_KEDA_VERSIONS.at(-1)).toBe(NEWEST_TESTED_KEDA_VERSION);
  expect(TESTED_KEDA_VERSIONS).toContain(NEWEST_KEDA_VERSION);
});

test('another version is refused', () => {
  expect(testedKedaVersion('2.20.2')).toBe('2.20.2');
  expect(() => testedKedaVersion('2.19.0')).toThrow('there is no KEDA version "2.19.0"');
});
