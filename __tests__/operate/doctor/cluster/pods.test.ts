import { image } from '../../../../operate/doctor/checks/cluster/image';
import { networkPolicy } from '../../../../operate/doctor/checks/cluster/network-policy';
import { placeholderRuns } from '../../../../operate/doctor/checks/cluster/placeholder-runs';
import type { FakeCluster } from '../../lib/cluster/support/fake-cluster';
import { itemsOf, partOf } from '../../lib/cluster/support/fake-cluster';
import { agentPod, SCALER_PODS } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Break, type Deployed, type DeploymentCheck, outcomeOf, scaledJob } from '../support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const DEPLOY = 'npm run deploy';
const PLACEHOLDER = 'pipelines-linux-placeholder';

const placeholderPod = (cluster: FakeCluster) => cluster.get('Pod', `${PLACEHOLDER}-5d9c7b8f4-x7k2p`);
const unready: Break = (cluster) => {
  partOf(cluster.get('Deployment', PLACEHOLDER), 'status')['readyReplicas'] = 0;
};

const runOldImage: Break = (cluster) => {
  for (const container of itemsOf(scaledJob(cluster), 'spec', 'jobTargetRef', 'template', 'spec', 'containers'))
    container['image'] = 'example.azurecr.io/agent:old';
};

const broken: readonly [string, DeploymentCheck, Break, string, string][] = [
  [
    'pods that cannot pull their image',
    image,
    (cluster) => {
      const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "example.azurecr.io/agent:1"' };
      const status = {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'registrar', ready: false, restartCount: 0, state: { waiting } }],
      };
      for (const suffix of ['bcdfg-bcdfg', 'bcdfg-hjklm']) agentPod(cluster, 'pipelines-linux', suffix, status);
    },
    `pod pipelines-linux-bcdfg-bcdfg and 1 more can't pull the image: ImagePullBackOff: Back-off pulling image "example.azurecr.io/agent:1"`,
    'kubectl describe pod pipelines-linux-bcdfg-bcdfg --namespace pipelines-agents; check that the image exists, and that the kubelet has the role AcrPull on registry REGISTRY',
  ],
  [
    'another image that no pod runs',
    image,
    runOldImage,
    'ScaledJob pipelines-linux runs example.azurecr.io/agent:old, and example.azurecr.io/agent:1 is configured',
    DEPLOY,
  ],
  [
    'no pod that runs the image',
    image,
    (cluster) => {
      cluster.remove('Pod', `${PLACEHOLDER}-5d9c7b8f4-x7k2p`);
      for (const name of SCALER_PODS) cluster.remove('Pod', name);
    },
    'no pod runs example.azurecr.io/agent:1, so it is not proven that it can be pulled',
    'see why no placeholder and no scaler runs it with kubectl get pods --namespace pipelines-agents',
  ],
  [
    'no placeholder',
    placeholderRuns,
    (cluster) => cluster.remove('Deployment', PLACEHOLDER),
    `Deployment ${PLACEHOLDER} does not exist`,
    DEPLOY,
  ],
  [
    'a placeholder scaled to 0',
    placeholderRuns,
    (cluster) => {
      unready(cluster);
      partOf(cluster.get('Deployment', PLACEHOLDER), 'spec')['replicas'] = 0;
    },
    `Deployment ${PLACEHOLDER} is scaled to 0: nothing keeps its agent registered or reaps agents left behind`,
    `kubectl scale deployment ${PLACEHOLDER} --replicas 1 --namespace pipelines-agents`,
  ],
  [
    'a placeholder that crashes',
    placeholderRuns,
    (cluster) => {
      unready(cluster);
      const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } };
      partOf(placeholderPod(cluster), 'status')['containerStatuses'] = [{ name: 'placeholder', ready: false, restartCount: 4, state }];
    },
    `the pod of ${PLACEHOLDER} does not run: CrashLoopBackOff: back-off 40s restarting failed container`,
    `kubectl describe deployment ${PLACEHOLDER} --namespace pipelines-agents`,
  ],
  [
    'a placeholder that is not ready',
    placeholderRuns,
    unready,
    `the pod of ${PLACEHOLDER} is not ready`,
    `see the reason with kubectl logs deployment/${PLACEHOLDER} --namespace pipelines-agents`,
  ],
  [
    'no network policy',
    networkPolicy,
    (cluster) => cluster.remove('NetworkPolicy', 'azure-pipelines-agent'),
    'no NetworkPolicy selects the pods of jobs: they reach everything, even the metadata service of the node',
    DEPLOY,
  ],
  [
    'a policy that lets nothing out',
    networkPolicy,
    (cluster) => {
      partOf(cluster.get('NetworkPolicy', 'azure-pipelines-agent'), 'spec')['egress'] = [];
    },
    "NetworkPolicy azure-pipelines-agent: 13.107.42.20 of 127.0.0.1 can't be reached at port PORT; NetworkPolicy azure-pipelines-agent: DNS can't be reached (port 53 of kube-dns by UDP and TCP)",
    `${DEPLOY} restores the policy of this project`,
  ],
  [
    'the policy of an earlier version',
    networkPolicy,
    (cluster) => {
      partOf(cluster.get('NetworkPolicy', 'azure-pipelines-agent'), 'spec')['egress'] = [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32', '168.63.129.16/32'] } }] },
        { to: [{ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'Exists' }] } }] },
      ];
    },
    'NetworkPolicy azure-pipelines-agent: jobs can reach the pods of every namespace',
    `${DEPLOY} restores the policy of this project`,
  ],
  [
    'a policy that lets everything out',
    networkPolicy,
    (cluster) => {
      partOf(cluster.get('NetworkPolicy', 'azure-pipelines-agent'), 'spec')['egress'] = [{}];
    },
    'NetworkPolicy azure-pipelines-agent: jobs can reach the pods of every namespace; NetworkPolicy azure-pipelines-agent: jobs can reach services of the node that give out its credentials (169.254.169.254, 168.63.129.16)',
    `${DEPLOY} restores the policy of this project`,
  ],
];

test.each(broken)('%s is reported', async (...[_, check, breakIt, finding, advice]) => {
  deployed = await aDeployment();
  expect(await outcomeOf(deployed, check, breakIt)).toEqual({ status: 'fail', finding, advice });
});

const WHY =
  'ScaledJob pipelines-linux runs example.azurecr.io/agent:old, as a ready pod does, and example.azurecr.io/agent:1 is configured';
const oldImageRuns: Break = (cluster) => {
  runOldImage(cluster);
  for (const container of itemsOf(placeholderPod(cluster), 'spec', 'containers')) container['image'] = 'example.azurecr.io/agent:old';
};

describe('another image that a ready pod runs', () => {
  test('is a warning', async () => {
    deployed = await aDeployment();
    expect(await outcomeOf(deployed, image, oldImageRuns)).toEqual({ status: 'warn', finding: WHY, advice: DEPLOY });
  });

  test('may come from a deploy with another revision, if the image is built', async () => {
    deployed = await aDeployment({ image: { kind: 'build' } });
    expect(await outcomeOf(deployed, image, oldImageRuns)).toEqual({
      status: 'warn',
      finding: WHY,
      advice: `${DEPLOY}; if pipelines deploy, first export the same AGENT_IMAGE_REVISION: it is part of the image's tag (docs/pipelines.md)`,
    });
  });

  test('does not hide that pods cannot pull theirs', async () => {
    deployed = await aDeployment();
    const waiting = { reason: 'ErrImagePull', message: 'not found' };
    const status = { phase: 'Pending', containerStatuses: [{ name: 'agent', ready: false, restartCount: 0, state: { waiting } }] };
    const outcome = await outcomeOf(deployed, image, (cluster) => {
      oldImageRuns(cluster);
      agentPod(cluster, 'pipelines-linux', 'bcdfg-bcdfg', status);
    });
    expect(outcome).toMatchObject({
      status: 'fail',
      finding: `pod pipelines-linux-bcdfg-bcdfg can't pull the image: ErrImagePull: not found; ${WHY}`,
    });
  });
});

test('an organisation in a range of the cluster itself needs another address', async () => {
  deployed = await aDeployment();
  expect(await networkPolicy.run({ ...deployed.context, lookup: () => Promise.resolve(['10.0.7.8']) })).toEqual({
    status: 'fail',
    finding: expect.stringContaining("10.0.7.8 of 127.0.0.1 can't be reached"),
    advice: 'the cluster uses 10.0.0.0/16 for its own pods or services, so the service needs an address outside that range',
  });
});

test('namespaces that an entry names are allowed', async () => {
  deployed = await aDeployment();
  const named = (cluster: FakeCluster) => {
    const spec = partOf(cluster.get('NetworkPolicy', 'azure-pipelines-agent'), 'spec');
    (spec['egress'] as unknown[]).push({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'nexus' } } }] });
  };
  expect(await outcomeOf(deployed, networkPolicy, named)).toMatchObject({ status: 'pass' });
});

test('if the organisation cannot be looked up, an address outside the cluster is checked in its place', async () => {
  deployed = await aDeployment();
  const lookup = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
  const outcome = await networkPolicy.run({ ...deployed.context, lookup });
  expect(outcome).toEqual({
    status: 'pass',
    finding: expect.stringContaining("(127.0.0.1 can't be looked up here: getaddrinfo ENOTFOUND) through"),
  });
});
