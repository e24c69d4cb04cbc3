import { namesOf } from '../../../config/names';
import { aConfig, aDraft, aGitHubDraft, problemsOf } from '../../support/builders';

const both = () => aDraft({ ...aGitHubDraft(), azureDevOps: aDraft()['azureDevOps'] });

test('either list alone is enough, and so are both together', () => {
  expect(problemsOf(aDraft())).toEqual([]);
  expect(problemsOf(aGitHubDraft())).toEqual([]);
  expect(problemsOf(both())).toEqual([]);
});

test('the other list may be empty on purpose', () => {
  expect(problemsOf(aDraft({ runnerPools: [] }))).toEqual([]);
  expect(problemsOf(aGitHubDraft({ agentPools: [] }))).toEqual([]);
});

test('agent pools need an organisation', () => {
  expect(problemsOf(aDraft({ azureDevOps: undefined }))).toEqual([
    'azureDevOps must name the organisation that agentPools are in, got nothing: write azureDevOps: { organizationUrl: "https://dev.azure.com/<organisation>" }',
  ]);
});

test('runner pools need a URL in GitHub', () => {
  expect(problemsOf(aGitHubDraft({ gitHub: undefined }))).toEqual([
    'gitHub must name what runnerPools belong to, got nothing: write gitHub: { url: "https://github.com/<organisation>" }',
  ]);
});

test('an invalid service is one problem, and not a missing one too', () => {
  expect(problemsOf(aDraft({ azureDevOps: 1 }))).toHaveLength(1);
  expect(problemsOf(aGitHubDraft({ gitHub: 1 }))).toHaveLength(1);
});

test('an invalid list says nothing about its service', () => {
  expect(problemsOf(aDraft({ ...aGitHubDraft(), azureDevOps: aDraft()['azureDevOps'], agentPools: 1 }))).toHaveLength(1);
  expect(problemsOf(aDraft({ gitHub: aGitHubDraft()['gitHub'], runnerPools: 1 }))).toHaveLength(1);
});

test('a service that no list uses is refused, and the name of the registry can be kept', () => {
  const kept = namesOf(aConfig()).registry;
  const unused = { ...both(), agentPools: [] };
  expect(problemsOf(unused)).toEqual([
    `azureDevOps must be left out without agentPools, which alone use it, got a value that is not shown: remove it, or add an entry to agentPools; to keep the registry of this deployment, whose name is derived from the organisation, set registry.name to "${kept}"`,
  ]);
  expect(problemsOf({ ...unused, registry: { name: 'TeamImages' } })).toEqual([
    'azureDevOps must be left out without agentPools, which alone use it, got a value that is not shown: remove it, or add an entry to agentPools',
  ]);
  expect(problemsOf(aDraft({ gitHub: aGitHubDraft()['gitHub'] }))).toEqual([
    'gitHub must be left out without runnerPools, which alone use it, got a value that is not shown: remove it, or add an entry to runnerPools',
  ]);
});

test('without any entry, that is the only problem', () => {
  expect(problemsOf(aDraft({ ...aGitHubDraft(), agentPools: [], runnerPools: [], azureDevOps: aDraft()['azureDevOps'] }))).toEqual([
    'agentPools must have at least one entry, or runnerPools must, got []: add an entry, like { name: "linux" }',
  ]);
});
