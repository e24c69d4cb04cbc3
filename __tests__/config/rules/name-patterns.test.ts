import { aDraft, problemsOf } from '../../support/builders';

const problemsWith = (names: object) => problemsOf(aDraft({ names }));
const long = (length: number) => 'a'.repeat(length - 'pipelines'.length);

/** For each resource: patterns that give the shortest and the longest names, and some that do not. The deployment is "pipelines". */
test.each([
  [
    'resourceGroup',
    [`${long(90)}{name}`, '({name}.1)'],
    [`${long(91)}{name}`, '{name}.'],
    '1 to 90 letters, digits, "-", "_", "." and "()", not ending in "."',
  ],
  [
    'cluster',
    [`${long(63)}{name}`, 'a_{name}', 'a'],
    [`${long(64)}{name}`, '-{name}', '{name}_', '{name}.a'],
    '1 to 63 letters, digits, "-" and "_", with a letter or digit at both ends',
  ],
  [
    'dnsPrefix',
    [`${long(54)}{name}`, 'a'],
    [`${long(55)}{name}`, 'a_{name}', '{name}-'],
    '1 to 54 letters, digits and "-", with a letter or digit at both ends',
  ],
  [
    'nodeResourceGroup',
    [`${long(80)}{name}`],
    [`${long(81)}{name}`, '{name}.'],
    '1 to 80 letters, digits, "-", "_", "." and "()", not ending in "."',
  ],
  [
    'identity',
    [`${long(100)}{name}`, 'abc'],
    ['ab', '_{name}', '{name}.a'],
    '3 to 128 letters, digits, "-" and "_", starting with a letter or digit',
  ],
  ['budget', [`${long(57)}{name}`, 'a_{name}'], [`${long(58)}{name}`, '{name}.a'], '1 to 57 letters, digits, "-" and "_"'],
  [
    'monitorWorkspace',
    [`${long(44)}{name}`, 'abcd'],
    [`${long(45)}{name}`, 'abc', 'a_{name}', '{name}-'],
    '4 to 44 letters, digits and "-", with a letter or digit at both ends',
  ],
  [
    'dataCollection',
    [`${long(44)}{name}`, 'abc'],
    [`${long(45)}{name}`, 'ab', 'a_{name}'],
    '3 to 44 letters, digits and "-", with a letter or digit at both ends',
  ],
  [
    'alerts',
    [`${long(100)}{name}`, 'a'],
    [`${long(101)}{name}`, '{name}(1)', '-{name}'],
    '1 to 100 letters, digits, "-" and "_", with a letter or digit at both ends',
  ],
])('names.%s gives a name that Azure accepts', (resource, good, bad, rule) => {
  for (const pattern of good) expect([pattern, problemsWith({ [resource]: pattern })]).toEqual([pattern, []]);
  for (const pattern of bad) {
    const made = pattern.replace('{name}', 'pipelines');
    expect(problemsWith({ [resource]: pattern })).toEqual([
      `names.${resource} gives the name "${made}", which must be ${rule}, got "${pattern}": change the pattern`,
    ]);
  }
});

test.each(['rg-{stack}', 'rg-{name', 'rg {name}', 'rg-${name}', '', 'rg/{name}'])('names.cluster is no pattern: %j', (pattern) => {
  expect(problemsWith({ cluster: pattern })).toEqual([
    `names.cluster must be letters, digits, "-", "_", "." and "()", with {name} and {location} for these options, got ${JSON.stringify(pattern)}: write a pattern, like rg-{name}-weu`,
  ]);
});

test('the resource group of the nodes is another one, whatever the case', () => {
  expect(problemsWith({ nodeResourceGroup: 'RG-{name}' })).toEqual([
    'names.nodeResourceGroup must differ from the resource group of the deployment, got "RG-{name}": add a suffix, like rg-pipelines-nodes',
  ]);
});

test('a pattern must not give a word that Azure reserves', () => {
  expect(problemsWith({ dnsPrefix: 'login-{name}', cluster: 'windows-{name}', identity: 'windows-{name}' })).toEqual([
    'names.cluster gives the name "windows-pipelines", which contains the word "windows", which Azure reserves, got "windows-{name}": choose another name',
    'names.dnsPrefix gives the name "login-pipelines", which begins with the word "login", which Azure reserves, got "login-{name}": choose another name',
  ]);
});

test('what exists has a name already, so it takes no pattern', () => {
  const existing = { names: { resourceGroup: 'rg', identity: 'id-{name}' }, resourceGroup: { kind: 'existing', name: 'rg-shared' } };
  expect(problemsOf(aDraft(existing))).toEqual([
    'names.resourceGroup must be left out with resourceGroup.kind "existing", which has its name, got "rg": leave it out',
  ]);
});
