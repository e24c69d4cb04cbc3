import type { AfterCheck } from '../../../../operate/doctor/checks/after/context';
import { leftAgents } from '../../../../operate/doctor/checks/after/left-agents';
import { placeholderAgent } from '../../../../operate/doctor/checks/after/placeholder-agent';
import { Unmet } from '../../../../operate/doctor/outcome';
import { partOf } from '../../lib/cluster/support/fake-cluster';
import { agentPod } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Deployed } from './support/deployed';

const PLACEHOLDER = 'pipelines-linux-placeholder';
const LOGS = `kubectl logs deployment/${PLACEHOLDER} --namespace pipelines-agents`;
const MINUTE = 60_000;

let deployed: Deployed;
beforeEach(async () => {
  deployed = await aDeployment();
});
afterEach(() => deployed.devops.close());

/** Puts another agent in the placeholder's place. */
function replacePlaceholder(changes: object): void {
  const pool = deployed.devops.pool('aks');
  for (const { id } of pool.agents) pool.removeAgent(id);
  deployed.devops.addAgent('aks', { name: PLACEHOLDER, enabled: false, userCapabilities: { size: 'small', java: '21' }, ...changes });
}

test.each<[AfterCheck, string]>([
  [placeholderAgent, `${PLACEHOLDER}: registered, disabled, with all capabilities`],
  [leftAgents, 'no agent is offline without a pod'],
])('after a deploy that is well it passes: %#', async (check, finding) => {
  expect(await check.run(deployed.context)).toEqual({ status: 'pass', finding });
});

test.each<[string, () => void, string, string]>([
  [
    'no agent of the placeholder',
    () => replacePlaceholder({ name: 'other' }),
    `agent ${PLACEHOLDER} is not registered in agent pool "aks": jobs fail at once`,
    `${LOGS} says why`,
  ],
  [
    'an enabled one',
    () => replacePlaceholder({ enabled: true }),
    `agent ${PLACEHOLDER} is enabled: it may be given a job that it never runs`,
    `the placeholder disables it within a minute; if not, ${LOGS}`,
  ],
  [
    'one that lacks what demands need',
    () => replacePlaceholder({ userCapabilities: { size: 'large' } }),
    `agent ${PLACEHOLDER} lacks the capability size=small, the capability java=21: jobs that demand it fail at once`,
    `kubectl rollout restart deployment/${PLACEHOLDER} --namespace pipelines-agents registers it anew`,
  ],
])('%s is found', async (_, breakIt, finding, advice) => {
  breakIt();
  expect(await placeholderAgent.run(deployed.context)).toEqual({ status: 'fail', finding, advice });
});

test.each([[placeholderAgent], [leftAgents]])('an agent pool that is not there is found: %#', async (check) => {
  const { context } = deployed;
  const config = { ...context.config, agentPools: context.config.agentPools.map((entry) => ({ ...entry, pool: 'gone' })) };
  expect(await check.run({ ...context, config })).toEqual({
    status: 'fail',
    finding: 'agent pool "gone" is not there, or who asks may not see it',
    advice: 'check agentPools[].pool, and that the identity is Reader of the agent pool at least',
  });
});

describe('agents that are offline', () => {
  const leave = (name: string, minutes: number) => {
    const { devops, clock } = deployed;
    devops.addAgent('aks', { name, statusChangedOn: clock.now() - minutes * MINUTE });
  };

  test('are found when the placeholder should have deleted them', async () => {
    for (const suffix of ['bcdfg-bcdfg', 'hjklm-hjklm']) leave(`pipelines-linux-${suffix}`, 17);
    expect(await leftAgents.run(deployed.context)).toEqual({
      status: 'fail',
      finding: 'agent pipelines-linux-bcdfg-bcdfg and 1 more are offline for over 16 minutes without a pod',
      advice: `${LOGS} says why they are not deleted`,
    });
  });

  test('are given the time that the placeholder gives them', async () => {
    leave('pipelines-linux-bcdfg-bcdfg', 17);
    partOf(deployed.cluster.get('Deployment', PLACEHOLDER), 'spec', 'template', 'spec', 'containers', 0)['env'] = [
      { name: 'AZP_REAP_MINUTES', value: '60' },
    ];
    expect(await leftAgents.run(deployed.context)).toMatchObject({ status: 'pass' });
  });

  test('are well when their pod lives, or they are not ours', async () => {
    agentPod(deployed.cluster, 'pipelines-linux', 'bcdfg-bcdfg', { phase: 'Running' });
    leave('pipelines-linux-bcdfg-bcdfg', 17);
    leave('build-server-1', 9999);
    expect(await leftAgents.run(deployed.context)).toMatchObject({ status: 'pass' });
  });
});

test.each([[placeholderAgent], [leftAgents]])('where Azure DevOps refuses, another check says why: %#', async (check) => {
  deployed.devops.fault({ answer: '401-empty' });
  await expect(check.run(deployed.context)).rejects.toThrow(Unmet);
});
