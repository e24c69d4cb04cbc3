import { aDraft, problemsOf } from '../../support/builders';

test.each([
  ['azure', 'is the word "azure"'],
  ['office365', 'is the word "office365"'],
  ['my-windows-agents', 'contains the word "windows"'],
  ['microsoft', 'contains the word "microsoft"'],
  ['login-agents', 'begins with the word "login"'],
])("the deployment can't be named %s", (name, why) => {
  expect(problemsOf(aDraft({ name }))).toEqual([`name ${why}, which Azure reserves, got "${name}": choose another name`]);
});

test('the name of the registry has no hyphens', () => {
  expect(problemsOf(aDraft({ name: 'a-micro-soft' }))).toEqual([
    expect.stringMatching(/^name gives the name "acramicrosoft\w{8}", which contains the word "microsoft", which Azure reserves, got/),
  ]);
});

test.each(['azure-agents', 'agents-login', 'pipelines', 'officers'])('%s is a valid name', (name) => {
  expect(problemsOf(aDraft({ name }))).toEqual([]);
});

test.each([
  ['Xbox1', undefined],
  ['SharePoint', 'is the word "sharepoint"'],
  ['TeamWindows', 'contains the word "windows"'],
  ['LoginImages', 'begins with the word "login"'],
])('a registry named %s', (name, why) => {
  const problems = why === undefined ? [] : [`registry.name ${why}, which Azure reserves, got "${name}": choose another name`];
  expect(problemsOf(aDraft({ registry: { name } }))).toEqual(problems);
});
