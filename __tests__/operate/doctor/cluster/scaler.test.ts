import { NEWEST_KEDA_VERSION } from '../../../../config/keda-version';
import { triggerAuthentication } from '../../../../operate/doctor/checks/azure-devops/trigger-authentication';
import { identityContainers } from '../../../../operate/doctor/checks/cluster/identity-containers';
import { kedaScaling } from '../../../../operate/doctor/checks/cluster/keda-scaling';
import { networkPolicy } from '../../../../operate/doctor/checks/cluster/network-policy';
import { scaledJobs } from '../../../../operate/doctor/checks/cluster/scaled-jobs';
import { scaler } from '../../../../operate/doctor/checks/cluster/scaler';
import { scalerDecisions } from '../../../../operate/doctor/checks/cluster/scaler-decisions';
import type { Draft } from '../../../support/builders';
import { partOf } from '../../lib/cluster/support/fake-cluster';
import { decisionLine, SCALER_PODS } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Break, type Deployed, type DeploymentCheck, IDENTITY, outcomeOf, scaledJob } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const DEPLOY = 'npm run deploy';
const RESTORES = `${DEPLOY} restores the policy of this project`;
const SCALER: Draft = { keda: { trigger: 'metrics-api' } };
/** An entry whose agents ask the scaler whether they may stay. */
const WARM: Draft = { ...SCALER, agentPools: [{ name: 'linux', pool: 'aks', warm: [{ agents: 1 }] }] };
const LOGS = 'see the reason with kubectl logs deployment/azure-pipelines-scaler --all-pods --namespace pipelines-agents';
const DEPLOYMENT = 'Deployment azure-pipelines-scaler';

const ready =
  (count: number): Break =>
  (cluster) => {
    partOf(cluster.get('Deployment', 'azure-pipelines-scaler'), 'status')['readyReplicas'] = count;
  };
const policy = (name: string, change: (spec: Record<string, unknown>) => void): Break => {
  return (cluster) => change(partOf(cluster.get('NetworkPolicy', name), 'spec'));
};
const log =
  (...lines: readonly string[]): Break =>
  (cluster) => {
    for (const pod of SCALER_PODS) cluster.logs.set(pod, lines);
  };

test.each<[DeploymentCheck, string, Draft?]>([
  [scaler, '2 of 2 pods ready, with the image of the agents'],
  [scalerDecisions, 'pipelines-linux: none waiting'],
  [scaledJobs, 'pipelines-linux: ready'],
  [kedaScaling, `KEDA ${NEWEST_KEDA_VERSION} with strategy default, for trigger metrics-api`],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through, and no other pods; KEDA can reach the scaler; other kinds of policies and firewalls are not checked',
  ],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent and azure-pipelines-scaler-clients: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through, and no other pods; KEDA can reach the scaler; other kinds of policies and firewalls are not checked',
    WARM,
  ],
])('after a deploy without problems it passes: %#', async (check, finding, changes = SCALER) => {
  deployed = await aDeployment(changes);
  expect(await outcomeOf(deployed, check)).toEqual({ status: 'pass', finding });
});

test.each<[string, DeploymentCheck, Break, string, string, string, Draft?]>([
  [
    'no scaler',
    scaler,
    (cluster) => cluster.remove('Deployment', 'azure-pipelines-scaler'),
    'fail',
    `${DEPLOYMENT} does not exist: no agents are made`,
    DEPLOY,
  ],
  ['a scaler that is not ready', scaler, ready(0), 'fail', `${DEPLOYMENT} has 0 of 2 pods ready: no agents are made`, LOGS],
  ['a replica that is not ready', scaler, ready(1), 'warn', `${DEPLOYMENT} has 1 of 2 pods ready`, LOGS],
  [
    'a replica for which there is no node',
    scaler,
    (cluster) => {
      ready(1)(cluster);
      Object.assign(partOf(cluster.get('Pod', SCALER_PODS[1]), 'status'), {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available.' }],
        containerStatuses: [],
      });
    },
    'warn',
    `${DEPLOYMENT} has 1 of 2 pods ready (Unschedulable: 0/1 nodes are available)`,
    'kubectl describe deployment azure-pipelines-scaler --namespace pipelines-agents',
  ],
  [
    'a scaler scaled to 0',
    scaler,
    (cluster) => {
      ready(0)(cluster);
      partOf(cluster.get('Deployment', 'azure-pipelines-scaler'), 'spec')['replicas'] = 0;
    },
    'fail',
    `${DEPLOYMENT} is scaled to 0: no agents are made`,
    'kubectl scale deployment azure-pipelines-scaler --replicas 2 --namespace pipelines-agents',
  ],
  [
    'a scaler of another image than the agents',
    scaler,
    (cluster) => {
      const template = partOf(cluster.get('Deployment', 'azure-pipelines-scaler'), 'spec', 'template');
      partOf(template, 'spec', 'containers', 0)['image'] = 'example.azurecr.io/agent:old';
    },
    'fail',
    `${DEPLOYMENT} runs example.azurecr.io/agent:old, and pipelines-linux another image: a deploy has ended half-way`,
    DEPLOY,
  ],
  ['a log without a decision', scalerDecisions, log('starting'), 'fail', 'pipelines-linux: its log has no decision', LOGS],
  [
    'a scaler that has stopped deciding',
    scalerDecisions,
    log(decisionLine('pipelines-linux', {}, 20)),
    'fail',
    'pipelines-linux: the last decision in its log is of 2026-11-25T09:40:00.000Z',
    LOGS,
  ],
  [
    'something that the scaler cannot do',
    scalerDecisions,
    log(
      decisionLine('pipelines-linux'),
      '{"level":"error","reason":"403","event":"cannot read the parallel jobs of the organisation, trying again"}',
    ),
    'warn',
    'it cannot read the parallel jobs of the organisation: 403',
    LOGS,
  ],
  [
    'a ScaledJob with another trigger',
    scaledJobs,
    (cluster) => {
      partOf(scaledJob(cluster), 'spec', 'triggers', 0)['type'] = 'azure-pipelines';
    },
    'fail',
    'ScaledJob pipelines-linux has the trigger azure-pipelines, and keda.trigger is metrics-api',
    DEPLOY,
  ],
  [
    'a scaler that KEDA cannot read',
    scaledJobs,
    (cluster) => {
      partOf(scaledJob(cluster), 'status')['conditions'] = [{ type: 'Ready', status: 'False', reason: 'TriggerError', message: 'no' }];
    },
    'fail',
    'ScaledJob pipelines-linux is not ready: TriggerError: no',
    'see the trigger\'s error in the events of kubectl describe scaledjob pipelines-linux --namespace pipelines-agents; KEDA polls the scaler: see the checks "scaler" and "network-policy"',
  ],
  [
    'a scaler without a policy of its own',
    networkPolicy,
    (cluster) => cluster.remove('NetworkPolicy', 'azure-pipelines-scaler'),
    'fail',
    "KEDA's operator can't reach the scaler at port 8081: no agents are made",
    RESTORES,
  ],
  [
    'a policy that lets every pod poll the scaler',
    networkPolicy,
    policy('azure-pipelines-scaler', (spec) => {
      partOf(spec, 'ingress', 0)['from'] = [];
    }),
    'fail',
    'jobs can poll the scaler at port 8081 in place of KEDA, which then gets fewer agents',
    RESTORES,
  ],
  [
    'policies that select no pod of the scaler',
    networkPolicy,
    (cluster) => {
      cluster.remove('NetworkPolicy', 'azure-pipelines-scaler');
      for (const each of cluster.objects.filter(({ kind }) => kind === 'NetworkPolicy')) {
        const types = partOf(each, 'spec', 'policyTypes');
        partOf(each, 'spec')['policyTypes'] = Object.values(types).filter((type) => type !== 'Ingress');
      }
    },
    'fail',
    'jobs can poll the scaler at port 8081 in place of KEDA, which then gets fewer agents',
    RESTORES,
  ],
  [
    'a policy that keeps KEDA out',
    networkPolicy,
    policy('azure-pipelines-scaler', (spec) => {
      partOf(spec, 'ingress', 0, 'ports', 0)['port'] = 8080;
    }),
    'fail',
    "KEDA's operator can't reach the scaler at port 8081: no agents are made",
    RESTORES,
  ],
  [
    'a policy that keeps agents from asking',
    networkPolicy,
    (cluster) => cluster.remove('NetworkPolicy', 'azure-pipelines-scaler-clients'),
    'fail',
    "agents of pipelines-linux can't reach the scaler at port 8082: none stays without a job",
    RESTORES,
    WARM,
  ],
  [
    'a policy that keeps agents out',
    networkPolicy,
    policy('azure-pipelines-scaler', (spec) => {
      (spec['ingress'] as unknown[]).splice(1);
    }),
    'fail',
    "agents of pipelines-linux can't reach the scaler at port 8082: none stays without a job",
    RESTORES,
    WARM,
  ],
])('%s is reported', async (...[_, check, breakIt, status, finding, advice, changes = SCALER]) => {
  deployed = await aDeployment(changes);
  expect(await outcomeOf(deployed, check, breakIt)).toEqual({ status, finding, advice });
});

test('a scaler without a pod has no log to read', async () => {
  deployed = await aDeployment(SCALER);
  const gone: Break = (cluster) => {
    for (const pod of SCALER_PODS) cluster.remove('Pod', pod);
  };
  expect(await outcomeOf(deployed, scalerDecisions, gone)).toEqual({
    status: 'skip',
    finding: 'the scaler has no pod, see the check "scaler"',
  });
});

test('KEDA needs no credential', async () => {
  deployed = await aDeployment(SCALER);
  expect(await outcomeOf(deployed, triggerAuthentication)).toEqual({
    status: 'skip',
    finding: 'not needed: KEDA polls the scaler, and has no credential for Azure DevOps',
  });
});

test('the container of the scaler may have the token of the identity', async () => {
  deployed = await aDeployment({ ...IDENTITY, ...SCALER });
  const withToken: Break = (cluster) => {
    for (const pod of SCALER_PODS)
      partOf(cluster.get('Pod', pod), 'spec', 'containers', 0)['env'] = [{ name: 'AZURE_FEDERATED_TOKEN_FILE', value: '/token' }];
  };
  expect(await outcomeOf(deployed, identityContainers, withToken)).toEqual({ status: 'pass', finding: 'no other container of 3 pods' });
});
