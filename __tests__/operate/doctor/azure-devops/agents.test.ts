import { leftAgents } from '../../../../operate/doctor/checks/azure-devops/left-agents';
import { placeholderAgent } from '../../../../operate/doctor/checks/azure-devops/placeholder-agent';
import { Unmet } from '../../../../operate/doctor/outcome';
import { partOf } from '../../lib/cluster/support/fake-cluster';
import { agentPod } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Deployed, type DeploymentCheck } from '../support/deployed';

const PLACEHOLDER = 'pipelines-linux-placeholder';
const LOGS = `kubectl logs deployment/${PLACEHOLDER} --namespace pipelines-agents`;
const MINUTE = 60_000;

let deployed: Deployed;
beforeEach(async () => {
  deployed = await aDeployment();
});
afterEach(() => deployed.devops.close());

/** Replaces the agent of the placeholder. */
function replacePlaceholder(changes: object): void {
  const pool = deployed.devops.pool('aks');
  for (const { id } of pool.agents) pool.removeAgent(id);
  deployed.devops.addAgent('aks', { name: PLACEHOLDER, enabled: false, userCapabilities: { size: 'small', java: '21' }, ...changes });
}

test.each<[DeploymentCheck, string]>([
  [placeholderAgent, `${PLACEHOLDER}: registered, disabled, with all capabilities`],
  [leftAgents, 'no agent is offline without a pod'],
])('after a deploy without problems it passes: %#', async (check, finding) => {
  expect(await check.run(deployed.context)).toEqual({ status: 'pass', finding });
});

test.each<[string, () => void, string, string]>([
  [
    'no agent of the placeholder',
    () => replacePlaceholder({ name: 'other' }),
    `agent ${PLACEHOLDER} is not registered in agent pool "aks": jobs fail immediately`,
    `see the reason with ${LOGS}`,
  ],
  [
    'an enabled one',
    () => replacePlaceholder({ enabled: true }),
    `agent ${PLACEHOLDER} is enabled: it may be given a job that it never runs`,
    `the placeholder disables it within 60 s; if it does not, see ${LOGS}`,
  ],
  [
    'one that lacks what demands need',
    () => replacePlaceholder({ userCapabilities: { size: 'large' } }),
    `agent ${PLACEHOLDER} lacks the capability java=21, the capability size=small: jobs that demand it fail immediately`,
    `register it again with kubectl rollout restart deployment/${PLACEHOLDER} --namespace pipelines-agents`,
  ],
])('%s is reported', async (_, breakIt, finding, advice) => {
  breakIt();
  expect(await placeholderAgent.run(deployed.context)).toEqual({ status: 'fail', finding, advice });
});

test.each([[placeholderAgent], [leftAgents]])('an agent pool that does not exist is reported: %#', async (check) => {
  const { context, contextOf } = deployed;
  const config = { ...context.config, agentPools: context.config.agentPools.map((entry) => ({ ...entry, pool: 'gone' })) };
  expect(await check.run(contextOf(config))).toEqual({
    status: 'fail',
    finding: 'agent pool "gone" does not exist, or you may not see it',
    advice: 'check agentPools[].pool, and that the identity is at least Reader of the agent pool',
  });
});

describe('agents that are offline', () => {
  const leave = (name: string, minutes: number) => {
    const { devops, clock } = deployed;
    devops.addAgent('aks', { name, statusChangedOn: clock.now() - minutes * MINUTE });
  };

  test('are reported if the placeholder should have reaped them', async () => {
    for (const suffix of ['bcdfg-bcdfg', 'hjklm-hjklm']) leave(`pipelines-linux-${suffix}`, 17);
    expect(await leftAgents.run(deployed.context)).toEqual({
      status: 'fail',
      finding: 'agent pipelines-linux-bcdfg-bcdfg and 1 more have been offline for more than 16 minutes without a pod',
      advice: `see why they are not deleted with ${LOGS}`,
    });
  });

  test('are not reported before the deployed placeholder reaps them', async () => {
    leave('pipelines-linux-bcdfg-bcdfg', 17);
    partOf(deployed.cluster.get('Deployment', PLACEHOLDER), 'spec', 'template', 'spec', 'containers', 0)['env'] = [
      { name: 'AZP_REAP_MINUTES', value: '60' },
    ];
    expect(await leftAgents.run(deployed.context)).toMatchObject({ status: 'pass' });
  });

  test('are not reported if their pods exist, or if they belong to others', async () => {
    agentPod(deployed.cluster, 'pipelines-linux', 'bcdfg-bcdfg', { phase: 'Running' });
    leave('pipelines-linux-bcdfg-bcdfg', 17);
    leave('build-server-1', 9999);
    expect(await leftAgents.run(deployed.context)).toMatchObject({ status: 'pass' });
  });
});

test.each([[placeholderAgent], [leftAgents]])('if Azure DevOps refuses, another check reports why: %#', async (check) => {
  deployed.devops.fault({ answer: '401-empty' });
  await expect(check.run(deployed.context)).rejects.toThrow(Unmet);
});
