import { check } from '../../../config/check';
import { chartReadme } from '../../../scripts/chart/readme';
import { chartValues } from '../../../scripts/chart/values/chart-values';
import { type Draft, withValue } from '../../support/builders';
import { compiledSchema, readProject } from '../../support/chart-values';

const FACTS = { name: 'azure-pipelines-agents-aks', version: '1.2.3' };
const IMAGES = { image: 'ghcr.io/contoso/agent', runnerImage: 'ghcr.io/contoso/runner' };
const accepts = compiledSchema();

/** The values of each `helm install` in a README. */
function installsOf(readme: string): readonly Draft[] {
  const commands = readme.match(/^\$ helm install (?:.*\\\n)*.*$/gm) ?? [];
  return commands.map((command) =>
    [...command.matchAll(/--set '(\S+)=(\S+)'/g)].reduce<Draft>(
      (values, [, path = '', value]) => withValue(values, path.replaceAll(/\[(\d+)\]/g, '.$1'), value),
      {},
    ),
  );
}

/** `withValue` makes objects of what `--set` makes lists of. */
const withLists = (values: Draft): Draft =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, key.endsWith('Pools') ? Object.values(value as Draft) : value]));

const installs = (facts: object) => installsOf(chartReadme(readProject, { ...FACTS, ...facts })).map(withLists);

test('an install needs three values, and two if the chart has default images', () => {
  expect(installs({}).map((values) => Object.keys(values))).toEqual([
    ['azureDevOps', 'agentPools', 'image'],
    ['gitHub', 'runnerPools', 'runnerImage'],
  ]);
  expect(installs(IMAGES).map((values) => Object.keys(values))).toEqual([
    ['azureDevOps', 'agentPools'],
    ['gitHub', 'runnerPools'],
  ]);
});

test.each([...installs({}), ...installs(IMAGES)])('the values %j are accepted', (values) => {
  expect({ problems: check(chartValues, values).problems, accepted: accepts(values) }).toEqual({ problems: [], accepted: true });
});

test('the README has the version and a table of all values', () => {
  const readme = chartReadme(readProject, FACTS);
  expect(readme).toContain('version 1.2.3');
  for (const path of ['name', 'network.apiServer', 'agentPools[].warm[].timeZone', 'gitHub.auth.key.secret'])
    expect(readme).toContain(`| \`${path}\` |`);
  expect(readme.match(/^## .*/gm)).toEqual(
    ['Before the install', 'Install', 'More than one release', 'A cluster without KEDA', 'Upgrade', 'Uninstall', 'Values'].map(
      (title) => `## ${title}`,
    ),
  );
});
