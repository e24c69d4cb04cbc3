import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentEnvironment } from '../../../agent/azure-pipelines/agent-environment';

const PROJECT = join(__dirname, '..', '..', '..');

test('settings and credentials are withheld and never become capabilities', () => {
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

test("the agent's own settings reach it, even those that begin with AZP_", () => {
  const env = agentEnvironment({ AZP_75787_ENABLE_NEW_LOGIC: 'true', AZP_TOKEN: 't' });
  expect(env).toMatchObject({ AZP_75787_ENABLE_NEW_LOGIC: 'true', VSO_AGENT_IGNORE: 'AZP_TOKEN,VSO_AGENT_IGNORE,agent.disableupdate' });
  expect(env).not.toHaveProperty('AZP_TOKEN');
});

test("every AZP_ variable that the program, the image or the cluster's objects name is withheld", () => {
  const files = ['agent', 'constructs', 'docker'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(PROJECT, folder, name)),
  );
  const sources = files.filter((file) => /\.ts$|Dockerfile$|\.sh$/.test(file)).map((file) => readFileSync(file, 'utf8'));
  const named = new Set(sources.flatMap((source) => source.match(/\bAZP_[A-Z0-9_]+/g) ?? []));
  expect(named.size).toBeGreaterThan(20);
  const given = Object.fromEntries([...named].map((name) => [name, 'value']));
  expect(Object.keys(agentEnvironment(given)).filter((name) => name.startsWith('AZP_'))).toEqual([]);
});

test('jobs get other variables of Azure', () => {
  expect(agentEnvironment({ AZURE_SUBSCRIPTION: 's' })).toHaveProperty('AZURE_SUBSCRIPTION', 's');
});
