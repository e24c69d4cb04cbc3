import fc from 'fast-check';
import * as z from 'zod';
import { check } from '../../../../config/check';
import { field } from '../../../../config/schema/field';
import { chartValues } from '../../../../scripts/chart/values/chart-values';
import { valuesSchemaJson } from '../../../../scripts/chart/values/json-schema';
import { stringSchema } from '../../../../scripts/chart/values/string-schema';
import { type Draft, withValue } from '../../../support/builders';
import { compiledSchema, readProject, schemaErrors, valuesOfEveryKind } from '../../../support/chart-values';
import { damage, leavesOf, textAt, withText } from '../../../support/damage';
import { OTHER_VALUES } from '../../../support/other-values';

const accepts = compiledSchema();
const drafts = valuesOfEveryKind();

/** What the config's own check says of values. */
const problemsOf = (values: unknown) => check(chartValues, values).problems.map(({ path, rule }) => `${path} ${rule}`);

/** Values as Helm reads them: JSON, without undefined. */
const asJson = (values: unknown) => JSON.parse(JSON.stringify(values));

test.each(drafts.map((draft, index) => [index, draft] as const))('the values of draft %i are accepted', (_, draft) => {
  expect({ problems: problemsOf(draft), accepted: accepts(draft) }).toEqual({ problems: [], accepted: true });
});

/** Whether the JSON schema accepts values exactly if the config's check does. */
const agrees = (values: unknown) => accepts(values) === (problemsOf(values).length === 0);

/** Every place in a draft, as the paths of OTHER_VALUES write it. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [...(path.length === 0 ? [] : [path]), ...parts.flatMap(([key, part]) => placesOf(part, [...path, key]))];
}
const pattern = (path: readonly string[]) => path.join('.').replaceAll(/\.\d+/g, '[]');

const others = drafts.flatMap((draft) =>
  placesOf(draft).flatMap((path) =>
    (OTHER_VALUES[pattern(path)] ?? []).map((value) => [pattern(path), withValue(draft, path, value)] as const),
  ),
);

test('there are other values for most options', () => {
  expect(new Set(others.map(([path]) => path)).size).toBeGreaterThan(50);
});

test.each(others)('another value of %s is accepted', (_, values) => {
  expect({ problems: problemsOf(values), accepted: accepts(values) }).toEqual({ problems: [], accepted: true });
});

test('a text with damage is refused if the config refuses it', () => {
  const trial = fc
    .constantFrom(...drafts)
    .chain((draft) => fc.record({ draft: fc.constant(draft), leaf: fc.constantFrom(...leavesOf(draft)), change: damage }))
    .map(({ draft, leaf, change }) => withText(draft, leaf, change(textAt(draft, leaf))));
  fc.assert(fc.property(trial, agrees), { numRuns: 300 });
});

test('any value in place of one option is refused if the config refuses it', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: -2, max: 2000 }),
    fc.constantFrom('', '24:00', 'UTC', 'us/eastern', 'Nowhere/City', '2027-02-29'),
  );
  const trial = fc
    .constantFrom(...drafts)
    .chain((draft) => fc.record({ draft: fc.constant(draft), path: fc.constantFrom(...placesOf(draft)), value }))
    .map((each) => asJson(withValue(each.draft, each.path, each.value)));
  fc.assert(fc.property(trial, agrees), { numRuns: 300 });
});

test.each([
  ['azureDevOps', { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat', revision: 1 } }],
  ['azureDevOps', { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat', token: { kind: 'variable' } } }],
  ['azureDevOps', { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'workloadIdentity' } }],
  ['gitHub', { url: 'https://github.com/contoso', auth: { kind: 'app', clientId: '1', installationId: 1, key: { revision: 1 } } }],
  ['image', { kind: 'build' }],
  ['image', { reference: 'example.azurecr.io/agent' }],
  ['name', 'Team'],
  ['location', 'westeurope'],
  ['network', { clusterRanges: [] }],
  ['network', { clusterRanges: ['0.0.0.0/0'] }],
  ['network', { apiServer: '10.0.0.1' }],
  ['kedaChart', { enabled: 'yes' }],
])('%s of %j is refused', (key, value) => {
  expect([accepts({}), accepts({ [key]: value })]).toEqual([true, false]);
});

test.each([
  ['name', ''],
  ['global', { imageRegistry: 'example.com' }],
  ['image', { reference: '' }],
  ['kedaChart', { enabled: true, resources: { operator: null } }],
  ['azureDevOps', { organizationUrl: 'https://dev.azure.com/contoso' }],
  ['azureDevOps', { organizationUrl: 'https://dev.azure.com/contoso', auth: { kind: 'pat', token: { secret: 'mine' } } }],
  ['gitHub', { url: 'https://github.com/contoso', auth: { kind: 'pat' } }],
  ['monitoring', {}],
])('%s of %j is accepted', (key, value) => {
  expect(accepts({ [key]: value })).toBe(true);
});

const ORGANIZATION_URL = 'https://dev.azure.com/contoso';
const errorsOf = schemaErrors();

test.each([
  [{ kind: 'pat', revision: 1 }, '/azureDevOps/auth must NOT have additional properties {"additionalProperty":"revision"}'],
  [{ kind: 'workloadIdentity' }, `/azureDevOps/auth must have required property 'clientId' {"missingProperty":"clientId"}`],
  [{ kind: 'oauth' }, '/azureDevOps/auth/kind must be equal to one of the allowed values {"allowedValues":["pat","workloadIdentity"]}'],
  [{}, `/azureDevOps/auth must have required property 'kind' {"missingProperty":"kind"}`],
])('a problem with the sign-in %j is about its kind only', (auth, error) => {
  const errors = errorsOf({ azureDevOps: { organizationUrl: ORGANIZATION_URL, auth } });
  expect(errors.filter((each) => !each.includes('"failingKeyword"'))).toEqual([error]);
});

const A_CPU = '"a CPU quantity: \\"500m\\", \\"2\\" or \\"1.5\\""';
const A_VALUE = '"one line of at most 1023 characters, without blanks at its ends"';
const A_TIME_ZONE = '"a time zone by area and place, like Europe/Berlin, or UTC"';

test.each([
  [{ cpu: '0' }, A_CPU],
  [{ cpu: '0.0' }, A_CPU],
  [{ pool: '44' }, '"the name of an agent pool, or its id as a number"'],
  [{ capabilities: { java: '\u00a021' } }, A_VALUE],
  [{ capabilities: { java: '21 ' } }, A_VALUE],
  [{ warm: [{ agents: 1, timeZone: 'Nowhere/City' }] }, A_TIME_ZONE],
  [{ warm: [{ agents: 1, timeZone: 'EST' }] }, A_TIME_ZONE],
])('the message for %j is the rule of the option', (options, rule) => {
  const errors = errorsOf({ agentPools: [{ name: 'linux', ...options }] });
  expect(errors.filter((each) => each.includes('must be equal to constant'))).toEqual([
    expect.stringContaining(`{"allowedValue":${rule}}`),
  ]);
});

test.each([
  [{ network: { apiServer: '10.0.0.1' } }, '"an IPv4 address range, like 10.244.0.0/16"'],
  [{ network: { clusterRanges: ['10.0.0.0/33'] } }, '"an IPv4 address range, like 10.244.0.0/16"'],
  [{ image: { reference: 'contoso/agent' } }, '"an image with registry and tag or digest, like example.azurecr.io/agent:1"'],
  [{ agentPools: [{ name: 'Linux' }] }, '"1 to 40 lower-case letters, digits and \\"-\\", with a letter or digit at both ends"'],
])('the message for %j is the rule, not the pattern', (values, rule) => {
  const errors = errorsOf(values);
  expect(errors).toContainEqual(expect.stringContaining(`{"allowedValue":${rule}}`));
  expect(errors.filter((each) => each.includes('pattern'))).toEqual([]);
});

test.each([
  [{ demands: ['agent.OS -equals Linux'] }],
  [{ demands: ['a', 'INTERACTIVESESSION'] }],
  [{ capabilities: { 'Agent.Name': '1' } }],
  [{ capabilities: { java: 'x'.repeat(1024) } }],
  [{ memory: '0Gi' }],
])('an entry with %j is refused', (options) => {
  expect(accepts({ agentPools: [{ name: 'linux', ...options }] })).toBe(false);
});

test.each([
  [{ demands: ['agent -equals Linux', 'InteractiveSessions'] }],
  [{ capabilities: { java: 'x'.repeat(1023), agent: '' } }],
  [{ warm: ['UTC', 'Europe/Berlin', 'us/eastern', 'Asia/Kolkata', 'Etc/GMT+5'].map((timeZone) => ({ agents: 1, timeZone })) }],
])('an entry with %j is accepted', (options) => {
  const values = { agentPools: [{ name: 'linux', ...options }] };
  expect({ problems: problemsOf(values), accepted: accepts(values) }).toEqual({ problems: [], accepted: true });
});

test('every value has a description, and its default if it has one', () => {
  const { properties } = valuesSchemaJson(readProject);
  const { agentPools } = properties as Record<string, { items: { properties: Record<string, Draft> } }>;
  const entry = agentPools?.items.properties ?? {};
  expect(Object.values(entry).filter(({ description }) => description === undefined)).toEqual([]);
  expect(entry['nodeSelector']).toMatchObject({ description: 'Labels that a node must have to run the agents.', default: {} });
  expect(entry['keepFailed']).toMatchObject({
    description: 'The maximum number of finished pods of failed agents that are kept.',
    default: 10,
  });
});

test('a check that is no pattern is refused', () => {
  const hidden = field(
    z.string().refine((text) => text !== 'x'),
    { rule: 'not x', remedy: 'write y' },
  );
  expect(() => stringSchema(hidden)).toThrow('a text has a check of the kind custom, which values.schema.json does not express');
});

const A_GROUP = 'the name of a runner group: one line of at most 128 characters, without blanks at its ends';

test.each([
  ['is no value', { network: { apiServer: '10.0.0.1/32' } }, true],
  ['is no value', { network: { apiServer: 'an IPv4 address range, like 10.244.0.0/16' } }, false],
  ['is a value if it has the form of one', { runnerPools: [{ name: 'gh', runnerGroup: A_GROUP }] }, true],
])('the rule of an option %s: %j', (_, values, expected) => {
  expect([problemsOf(values).length === 0, accepts(values)]).toEqual([expected, expected]);
});

const TOKEN = 'ghp_aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3';

test.each([
  ['azureDevOps', { kind: 'pat', token: { secret: TOKEN } }],
  ['azureDevOps', { kind: 'pat', expiresOn: TOKEN }],
  ['azureDevOps', { kind: 'workloadIdentity', clientId: TOKEN }],
  ['gitHub', { kind: 'pat', token: { secret: TOKEN } }],
  ['gitHub', { kind: 'pat', expiresOn: TOKEN }],
  ['gitHub', { kind: 'app', clientId: `${TOKEN}!`, installationId: 1, key: { secret: TOKEN } }],
])('a token that is in the place of another text of %s.auth breaks no pattern, for which Helm would print it: %j', (service, auth) => {
  const errors = errorsOf({ [service]: { auth } });
  expect(errors.filter((each) => each.includes('must be equal to constant'))).not.toEqual([]);
  expect(errors.filter((each) => /must match (?:pattern|format)/.test(each))).toEqual([]);
});
