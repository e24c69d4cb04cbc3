import { agentEnvironment } from '../../agent/agent-environment';

test('settings and credentials are left out and never become capabilities', () => {
  const env = agentEnvironment({
    PATH: '/bin',
    AZP_URL: 'u',
    AZP_TOKEN_FILE: '/t',
    AZURE_FEDERATED_TOKEN_FILE: '/f',
    VSO_AGENT_IGNORE: 'MINE',
  });
  expect(env).toEqual({
    PATH: '/bin',
    'agent.disableupdate': '1',
    VSO_AGENT_IGNORE: 'MINE,AZP_URL,AZP_TOKEN_FILE,AZURE_FEDERATED_TOKEN_FILE,VSO_AGENT_IGNORE,agent.disableupdate',
  });
});

test('other variables of Azure are for the jobs', () => {
  expect(agentEnvironment({ AZURE_SUBSCRIPTION: 's' })).toHaveProperty('AZURE_SUBSCRIPTION', 's');
});
