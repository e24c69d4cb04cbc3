import { parse } from 'yaml';
import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { kedaReleaseValues } from '../../../../constructs/keda/keda-release';
import { type ChartValues, chartValues } from '../../../../scripts/chart/values/chart-values';
import { agentPoolValues, runnerPoolValues } from '../../../../scripts/chart/values/entries';
import { EXAMPLES, FURTHER_CHOICES } from '../../../../scripts/chart/values/examples';
import { valuesYaml } from '../../../../scripts/chart/values/values-yaml';
import { commentLines, inlineYaml } from '../../../../scripts/chart/values/yaml-lines';
import type { Draft } from '../../../support/builders';
import { compiledSchema, readProject } from '../../../support/chart-values';

const text = valuesYaml(readProject);
/** The text with its blocks on: the "# " at the start of their lines is removed. Comments begin with "##". */
const withBlocks = text.replaceAll(/^#(?!#) ?/gm, '');
/** The text with its blocks on, and the options without a default in them. */
const withAll = withBlocks.replaceAll(/^( +)# (?=\S)/gm, '$1');
const values = (yaml: string) => parse(yaml) as ChartValues;
const accepts = compiledSchema();

test('the defaults are those of the schema', () => {
  const { kedaChart, ...others } = values(text);
  const { kedaChart: _, agentPools, runnerPools, ...defaults } = chartValues.parse({});
  expect(others).toEqual(defaults);
  expect([agentPools, runnerPools]).toEqual([[], []]);
  expect(kedaChart?.enabled).toBe(false);
});

test('KEDA gets what the stack for KEDA gives it', () => {
  const props = { namespace: 'keda', version: NEWEST_KEDA_VERSION, chartRepository: '', imageRegistry: 'ghcr.io', httpTimeoutSeconds: 15 };
  expect(values(text).kedaChart).toEqual({ enabled: false, crds: { install: false }, ...kedaReleaseValues(props) });
});

test.each([
  ['without its blocks', text],
  ['with its blocks', withBlocks],
  ['with its blocks and all options in them', withAll],
])('the schema accepts the file %s', (_, yaml) => {
  expect(accepts(values(yaml))).toBe(true);
});

test('the blocks have the defaults of the schema', () => {
  const { agentPools, runnerPools, azureDevOps, gitHub, monitoring } = values(withBlocks);
  expect(agentPools).toEqual([agentPoolValues.parse({ name: 'linux' })]);
  expect(runnerPools).toEqual([runnerPoolValues.parse({ name: 'gh-linux' })]);
  const { url, auth } = gitHub ?? { url: '' };
  const { organizationUrl } = azureDevOps ?? { organizationUrl: '' };
  const parsed = chartValues.parse({ azureDevOps: { organizationUrl }, gitHub: { url, auth }, monitoring: {} });
  expect({ azureDevOps, gitHub, monitoring }).toEqual({
    azureDevOps: parsed.azureDevOps,
    gitHub: parsed.gitHub,
    monitoring: parsed.monitoring,
  });
});

test('the file shows every example', () => {
  const valueAt = (path: string) =>
    path.split(/\[\]\.|\./).reduce<unknown>((part, key) => (Array.isArray(part) ? part[0] : (part as Draft))[key], values(withAll));
  expect(Object.fromEntries(Object.keys(EXAMPLES).map((path) => [path, valueAt(path)]))).toEqual(EXAMPLES);
  for (const choice of Object.values(FURTHER_CHOICES)) expect(text).toContain(inlineYaml(choice));
});

test.each(Object.entries(FURTHER_CHOICES))('another choice of %s is accepted', (path, choice) => {
  const [service = ''] = path.split('.');
  const given = values(withAll) as Record<string, Draft>;
  expect(accepts({ ...given, [service]: { ...given[service], auth: parse(inlineYaml(choice)) } })).toBe(true);
});

test('lines are not wider than 100 characters', () => {
  expect(text.split('\n').filter((line) => line.length > 102)).toEqual([]);
});

test('a comment breaks between words', () => {
  expect(commentLines(`${'word '.repeat(19)}end and more`, '  ')).toEqual([`  ## ${'word '.repeat(19).trim()}`, '  ## end and more']);
});

test.each([
  ['no'],
  ['On'],
  ['1e3'],
  ['0.5'],
  ["it's"],
  ['https://dev.azure.com/contoso'],
  [''],
  ['a: b'],
  ['2027-03-01'],
  [12],
  [true],
  [['a', 'b c']],
  [{ a: '1' }],
])('%j in one line of YAML is itself', (value) => {
  expect(parse(`a: ${inlineYaml(value)}`, { version: '1.1' })).toEqual({ a: value });
});
