import { gitHubOf, organizationOf } from '../../config/services';
import { operatorService } from '../../operate/lib/agent-service';
import { aConfig, aGitHubConfig } from '../support/builders';

const NO_AGENT_POOLS =
  'azureDevOps must be set: this works on agent pools of Azure Pipelines, and the config has none, got nothing: add an entry to agentPools, or name another config with AGENTS_CONFIG';

test('the service of a config', () => {
  expect(organizationOf(aConfig()).organizationUrl).toBe('https://dev.azure.com/example');
  expect(gitHubOf(aGitHubConfig()).url).toBe('https://github.com/contoso');
});

test('what is for one service alone says that the config has no entries of it', () => {
  expect(() => organizationOf(aGitHubConfig())).toThrow(NO_AGENT_POOLS);
  expect(() => operatorService(aGitHubConfig(), undefined, {})).toThrow(NO_AGENT_POOLS);
  expect(() => gitHubOf(aConfig())).toThrow(
    'gitHub must be set: this works on runner pools of GitHub, and the config has none, got nothing: add an entry to runnerPools, or name another config with AGENTS_CONFIG',
  );
});
