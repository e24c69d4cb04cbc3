import { operatorService } from '../../../operate/lib/agent-service';
import type { ConfirmedBy } from '../../../operate/lib/confirm';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { listAgents, removeAgents } from '../../../scripts/lib/remove-agents';
import { aConfig } from '../../support/builders';

const PLACEHOLDER = 'pipelines-linux-placeholder';
const MINUTE = 60_000;
const config = aConfig({ agentPools: [{ name: 'linux', pool: 'aks', demands: ['size -equals small'] }] });

let fake: FakeDevOps;
let said: string[];
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['aks'] });
  said = [];
});
afterEach(() => fake.close());

const placeholder = { name: PLACEHOLDER, enabled: false, userCapabilities: { size: 'small' } };
const names = () => fake.agentsOf('aks').map(({ name }) => name);
const answer = (text: string) => async () => text;

function remove(confirmedBy: ConfirmedBy, url = fake.url): Promise<boolean> {
  const service = operatorService(config, url, { TF_VAR_azp_token: fake.token });
  return removeAgents({ config, service, confirmedBy, say: (line) => said.push(line) });
}

test.each<[string, ConfirmedBy, readonly string[]]>([
  ['the option --yes', 'option', []],
  ['yes at the terminal', answer('yes\n'), []],
  ['another answer', answer('y'), [PLACEHOLDER]],
  ['Ctrl-D', answer(''), [PLACEHOLDER]],
  ['no terminal', 'nobody', [PLACEHOLDER]],
])('after %s, what is left is as it should be', async (_, confirmedBy, left) => {
  fake.addAgent('aks', placeholder);
  expect(await remove(confirmedBy)).toBe(true);
  expect(names()).toEqual(left);
  expect(said.slice(0, 2)).toEqual([
    `Still registered at ${fake.url}, although nothing runs there any more:`,
    `  ${PLACEHOLDER} in agent pool "aks"`,
  ]);
  expect(said.at(-1)).toMatch(left.length === 0 ? /^ {2}deleted / : /nothing creates any more/);
});

test('agents that their pods left behind are deleted too', async () => {
  fake.addAgent('aks', { name: 'pipelines-linux-bcdfg-bcdfg', statusChangedOn: Date.now() - 16 * MINUTE });
  await remove('option');
  expect(names()).toEqual([]);
});

test.each<[string, Parameters<FakeDevOps['addAgent']>[1]]>([
  ['the placeholder of another deployment', { ...placeholder, name: 'other-linux-placeholder' }],
  ['the placeholder of another entry', { ...placeholder, name: 'pipelines-windows-placeholder' }],
  ['an agent of that name that is enabled', { ...placeholder, enabled: true }],
  ['an agent of that name that is online', { ...placeholder, status: 'online' }],
  ['an agent of that name with other capabilities', { ...placeholder, userCapabilities: { size: 'large' } }],
  ['an agent that has just gone offline', { name: 'pipelines-linux-bcdfg-bcdfg', statusChangedOn: Date.now() }],
  ["somebody's own agent", { name: 'pipelines-linux-mine', statusChangedOn: 0 }],
])('%s stays, even with --yes', async (_, agent) => {
  fake.addAgent('aks', agent);
  expect(await remove('option')).toBe(true);
  expect(names()).toEqual([agent.name]);
  expect(said).toEqual([]);
});

test('if the service cannot be read, the placeholder is named; with --yes that is a failure', async () => {
  fake.revokeToken(fake.token);
  for (const [confirmedBy, done] of [
    ['nobody', true],
    ['option', false],
  ] as const) {
    expect(await remove(confirmedBy)).toBe(done);
    expect(said.at(-2)).toMatch(/could not be read: /);
    expect(said.at(-1)).toMatch(`Delete ${PLACEHOLDER} by hand`);
  }
});

test('an agent that cannot be deleted is reported', async () => {
  fake.addAgent('aks', placeholder);
  fake.fault({ method: 'DELETE', path: /agents/, answer: '503' });
  expect(await remove('option')).toBe(false);
  expect(said.at(-1)).toMatch(`${PLACEHOLDER} could not be deleted: `);
});

test('agents of a deployment that may be live are listed, and stay', async () => {
  fake.addAgent('aks', placeholder);
  const service = operatorService(config, fake.url, { TF_VAR_azp_token: fake.token });
  await listAgents({ config, service, say: (line) => said.push(line) });
  expect(names()).toEqual([PLACEHOLDER]);
  expect(said).toEqual([
    `Registered at ${fake.url}, maybe by a live deployment:`,
    `  ${PLACEHOLDER} in agent pool "aks"`,
    expect.stringMatching(/^They stay\. If the deployment is gone, delete them under Organization settings, /),
  ]);
});
