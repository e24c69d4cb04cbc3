import { aConfig, aDraft, problemsOf } from '../../support/builders';

const FORM = 'https://dev.azure.com/<organisation>';

test.each([
  ['https://dev.azure.com/example', undefined],
  ['https://example.visualstudio.com', undefined],
  ['https://devops.example/tfs/DefaultCollection', undefined],
  ['http://dev.azure.com/example', 'must start with https://'],
  ['https://dev.azure.com/example/', 'must not end with a slash'],
  ['https://dev.azure.com', 'must name the organisation'],
  ['https://dev.azure.com/', 'must name the organisation'],
  ['https://dev.azure.com/example/project', 'must end with the organisation'],
  ['https://example.visualstudio.com/Web%20Shop', 'must end with the organisation'],
  ['https://EXAMPLE.visualstudio.com/DefaultCollection', 'must end with the organisation'],
  ['https://example.visualstudio.com/', 'must not end with a slash'],
  ['HTTP://dev.azure.com/example', 'must start with https://'],
  ['https://token@dev.azure.com/example', 'must not contain a user name or password'],
  ['https://dev.azure.com/example?x=1', 'must end with the organisation'],
  ['https://dev.azure.com/example#x', 'must end with the organisation'],
  ['https://dev.azure.com/exam"ple', 'must be a URL'],
  ['https://dev.azure.com/${example}', 'must be a URL'],
  ['https://me:token@dev.azure.com/example', 'must not contain a user name or password'],
  ['dev.azure.com/example', 'must be a URL'],
  ['https://dev.azure.com/my example', 'must be a URL'],
  ['', 'must be a URL'],
])('organizationUrl %j: %s', (organizationUrl, rule) => {
  const problems = problemsOf(aDraft({ azureDevOps: { organizationUrl } }));
  expect(problems.map((problem) => problem.split(', got')[0])).toEqual(rule === undefined ? [] : [`azureDevOps.organizationUrl ${rule}`]);
});

test.each([
  [
    'http://dev.azure.com/example',
    'azureDevOps.organizationUrl must start with https://, got "http://dev.azure.com/example": write https://, otherwise the token travels in clear text',
  ],
  [
    'https://dev.azure.com/example/',
    'azureDevOps.organizationUrl must not end with a slash, got "https://dev.azure.com/example/": remove the last "/"; KEDA rejects it',
  ],
  ['https://dev.azure.com', `azureDevOps.organizationUrl must name the organisation, got "https://dev.azure.com": write ${FORM}`],
])('the whole message for %j', (organizationUrl, message) => {
  expect(problemsOf(aDraft({ azureDevOps: { organizationUrl } }))).toEqual([message]);
});

test.each([
  ['HTTPS://Dev.Azure.com/Contoso', 'https://dev.azure.com/Contoso'],
  ['https://Contoso.VisualStudio.com', 'https://contoso.visualstudio.com'],
  ['https://TFS.example:8080/tfs/DefaultCollection', 'https://tfs.example:8080/tfs/DefaultCollection'],
])('%s is used as %s', (organizationUrl, used) => {
  expect(aConfig({ azureDevOps: { organizationUrl } }).azureDevOps?.organizationUrl).toBe(used);
});
