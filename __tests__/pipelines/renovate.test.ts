import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { projectFiles, readProjectFile } from './project-files';

interface Manager {
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
}

const { customManagers } = JSON.parse(readProjectFile('.github/renovate.json')) as { customManagers: readonly Manager[] };

/** Lists the files in which a manager finds versions, with the versions. */
function findings({ managerFilePatterns, matchStrings }: Manager): readonly (readonly [string, readonly string[]])[] {
  return managerFilePatterns
    .flatMap((pattern) => projectFiles(new RegExp(pattern.slice(1, -1))))
    .map((file) => {
      const found = matchStrings.flatMap((match) => [...readProjectFile(file).matchAll(new RegExp(match, 'g'))]);
      return [file, found.map(({ groups }) => groups?.['currentValue'] ?? '')] as const;
    })
    .filter(([, versions]) => versions.length > 0);
}

const versionsOf = (description: string): readonly string[] => {
  const manager = customManagers.find((one) => one.description === description);
  return manager === undefined ? [] : findings(manager).flatMap(([, versions]) => versions);
};

/** Returns the default of an ARG, read without Renovate's regular expressions. */
const argOf = (name: string): string =>
  readProjectFile('docker/Dockerfile')
    .split('\n')
    .find((line) => line.startsWith(`ARG ${name}=`))
    ?.slice(`ARG ${name}=`.length) ?? '';

test.each([
  ['Azure Pipelines agent', argOf('AGENT_VERSION')],
  ['PowerShell', argOf('POWERSHELL_VERSION')],
  ['Node in the image', argOf('NODE_VERSION')],
  ['GitHub Actions runner', argOf('RUNNER_VERSION')],
  ['Base of the image', argOf('BASE_IMAGE').split(/[:@]/)[1]],
  ["KEDA's chart", NEWEST_KEDA_VERSION],
])('%s: Renovate finds the version that is in use, once', (description, version) => {
  expect(versionsOf(description)).toEqual([version]);
});

test.each(['Terraform in pipelines', 'kubelogin in pipelines'])('%s: the version is the same in every file', (description) => {
  const versions = versionsOf(description);
  expect(versions.length).toBeGreaterThan(1);
  expect(new Set(versions).size).toBe(1);
});

test('every manager of Renovate finds a version', () => {
  expect(customManagers.filter((manager) => findings(manager).length === 0)).toEqual([]);
});
