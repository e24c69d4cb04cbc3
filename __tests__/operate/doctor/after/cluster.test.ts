import { clusterReachable } from '../../../../operate/doctor/checks/after/cluster-reachable';
import type { AfterCheck } from '../../../../operate/doctor/checks/after/context';
import { imagePullable } from '../../../../operate/doctor/checks/after/image-pullable';
import { kedaKinds } from '../../../../operate/doctor/checks/after/keda-kinds';
import { kedaReady } from '../../../../operate/doctor/checks/after/keda-ready';
import { kedaVersion } from '../../../../operate/doctor/checks/after/keda-version';
import { networkPolicy } from '../../../../operate/doctor/checks/after/network-policy';
import { placeholderRuns } from '../../../../operate/doctor/checks/after/placeholder-runs';
import { scaledJobsReady } from '../../../../operate/doctor/checks/after/scaled-jobs';
import { triggerAuthentication } from '../../../../operate/doctor/checks/after/trigger-authentication';
import { ClusterError } from '../../../../operate/lib/cluster/error';
import type { Draft } from '../../../support/builders';
import type { FakeCluster } from '../../lib/cluster/support/fake-cluster';
import { agentPod, CLIENT_ID } from '../../lib/cluster/support/healthy-cluster';
import { aDeployment, type Deployed } from './support/deployed';

let deployed: Deployed;
afterEach(() => deployed.devops.close());

const IDENTITY = { azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } } };
const AGENTS = 'npx cdktf deploy pipelines-agents';
const KEDA = 'npx cdktf deploy pipelines-keda';
const PLACEHOLDER = 'pipelines-linux-placeholder';

test.each<[AfterCheck, string, Draft?]>([
  [clusterReachable, 'Kubernetes v1.34.3'],
  [kedaReady, 'keda-admission-webhooks, keda-operator, keda-operator-metrics-apiserver: ready'],
  [kedaVersion, 'KEDA 2.20.2'],
  [kedaKinds, 'scaledjobs.keda.sh, triggerauthentications.keda.sh: established'],
  [triggerAuthentication, 'pipelines-linux: with secret azure-devops-token'],
  [triggerAuthentication, 'pipelines-linux: with identity id-pipelines', IDENTITY],
  [scaledJobsReady, 'pipelines-linux: ready'],
  [imagePullable, 'example.azurecr.io/agent:1 runs'],
  [placeholderRuns, 'pipelines-linux-placeholder: ready'],
  [
    networkPolicy,
    'NetworkPolicy azure-pipelines-agent: let DNS and 127.0.0.1 (13.107.42.20) at port PORT through; other kinds of policies and firewalls are not seen from here',
  ],
])('after a deploy that is well it passes: %#', async (...[check, finding, changes]) => {
  deployed = await aDeployment(changes);
  const { port } = new URL(deployed.devops.url);
  expect(await check.run(deployed.context)).toEqual({ status: 'pass', finding: finding.replace('PORT', port) });
});

type Break = (cluster: FakeCluster) => void;
const scaledJob = (cluster: FakeCluster) => cluster.get('ScaledJob', 'pipelines-linux');
const placeholderPod = (cluster: FakeCluster) => cluster.get('Pod', `${PLACEHOLDER}-5d9c7b8f4-x7k2p`);
const unready: Break = (cluster) => {
  cluster.get('Deployment', PLACEHOLDER)['status'].readyReplicas = 0;
};

const broken: readonly [string, AfterCheck, Break, string, string, Draft?][] = [
  [
    'no operator',
    kedaReady,
    (cluster) => cluster.remove('Deployment', 'keda-operator'),
    'there is no Deployment keda-operator in namespace keda: no job gets an agent',
    KEDA,
  ],
  [
    'an operator scaled to 0, and webhooks that do not start',
    kedaReady,
    (cluster) => {
      Object.assign(cluster.get('Deployment', 'keda-operator'), {
        spec: { ...cluster.get('Deployment', 'keda-operator')['spec'], replicas: 0 },
        status: {},
      });
      cluster.get('Deployment', 'keda-admission-webhooks')['status'] = {};
    },
    'Deployment keda-operator is scaled to 0; Deployment keda-admission-webhooks has 0 of 1 pods ready',
    'kubectl describe deployment keda-operator --namespace keda; kubectl describe deployment keda-admission-webhooks --namespace keda',
  ],
  [
    'another KEDA',
    kedaVersion,
    (cluster) => {
      cluster.get('Deployment', 'keda-operator')['spec'].template.spec.containers[0].image = 'ghcr.io/kedacore/keda:2.19.0';
    },
    'KEDA 2.19.0 runs and the config says 2.20.2: versions count jobs differently, so there may be too few agents or too many',
    `${KEDA}, or set keda.version to what runs and deploy pipelines-agents`,
  ],
  [
    'another KEDA whose image is named by its digest',
    kedaVersion,
    (cluster) => {
      const operator = cluster.get('Deployment', 'keda-operator');
      operator['spec'].template.spec.containers[0].image = 'mirror.example/keda@sha256:1234';
      operator.metadata.labels = { 'app.kubernetes.io/version': '2.20.0' };
    },
    'KEDA 2.20.0 runs and the config says 2.20.2: versions count jobs differently, so there may be too few agents or too many',
    `${KEDA}, or set keda.version to what runs and deploy pipelines-agents`,
  ],
  [
    'no kind ScaledJob',
    kedaKinds,
    (cluster) => cluster.remove('CustomResourceDefinition', 'scaledjobs.keda.sh'),
    'the cluster has no CustomResourceDefinition scaledjobs.keda.sh',
    KEDA,
  ],
  [
    'a kind that is refused',
    kedaKinds,
    (cluster) => {
      cluster.get('CustomResourceDefinition', 'triggerauthentications.keda.sh')['status'].conditions = [
        { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' },
      ];
    },
    'CustomResourceDefinition triggerauthentications.keda.sh is not established: not all names are accepted',
    'kubectl describe crd triggerauthentications.keda.sh',
  ],
  [
    'no TriggerAuthentication',
    triggerAuthentication,
    (cluster) => cluster.remove('TriggerAuthentication', 'pipelines-linux'),
    'TriggerAuthentication pipelines-linux is not there',
    AGENTS,
  ],
  [
    'no secret',
    triggerAuthentication,
    (cluster) => cluster.remove('Secret', 'azure-devops-token'),
    'secret azure-devops-token is not there, and TriggerAuthentication pipelines-linux takes the token from it',
    `set TF_VAR_azp_token, raise azureDevOps.auth.revision, and ${AGENTS}`,
  ],
  [
    'a TriggerAuthentication without a secret',
    triggerAuthentication,
    (cluster) => {
      cluster.get('TriggerAuthentication', 'pipelines-linux')['spec'] = {};
    },
    'TriggerAuthentication pipelines-linux names no secret',
    AGENTS,
  ],
  [
    'another identity',
    triggerAuthentication,
    (cluster) => {
      cluster.get('TriggerAuthentication', 'pipelines-linux')['spec'].podIdentity.identityId = 'other';
    },
    `TriggerAuthentication pipelines-linux names identity other, and the agents' service account ${CLIENT_ID}`,
    AGENTS,
    IDENTITY,
  ],
  [
    'a service account without an identity',
    triggerAuthentication,
    (cluster) => {
      cluster.get('ServiceAccount', 'azure-pipelines-agent').metadata.annotations = {};
    },
    'service account azure-pipelines-agent has no annotation azure.workload.identity/client-id',
    AGENTS,
    IDENTITY,
  ],
  [
    'a token where an identity should be',
    triggerAuthentication,
    (cluster) => {
      cluster.get('TriggerAuthentication', 'pipelines-linux')['spec'].podIdentity = undefined;
    },
    'TriggerAuthentication pipelines-linux names no identity',
    AGENTS,
    IDENTITY,
  ],
  [
    'no ScaledJob',
    scaledJobsReady,
    (cluster) => cluster.remove('ScaledJob', 'pipelines-linux'),
    'ScaledJob pipelines-linux is not there: no job gets an agent',
    AGENTS,
  ],
  [
    'a ScaledJob whose trigger fails',
    scaledJobsReady,
    (cluster) => {
      const message = 'Triggers defined in ScaledJob are not working correctly';
      scaledJob(cluster)['status'].conditions = [{ type: 'Ready', status: 'False', reason: 'TriggerError', message }];
    },
    'ScaledJob pipelines-linux is not ready: TriggerError: Triggers defined in ScaledJob are not working correctly',
    "kubectl describe scaledjob pipelines-linux --namespace pipelines-agents has the trigger's error among its events: check the organisation, the agent pool's name and the token",
  ],
  [
    'a ScaledJob that KEDA has not seen',
    scaledJobsReady,
    (cluster) => {
      scaledJob(cluster)['status'] = {};
    },
    'KEDA has not looked at ScaledJob pipelines-linux',
    'is the operator ready? kubectl logs deployment/keda-operator --namespace keda',
  ],
  [
    'a paused ScaledJob',
    scaledJobsReady,
    (cluster) => {
      scaledJob(cluster).metadata.annotations = { 'autoscaling.keda.sh/paused': 'true' };
    },
    'ScaledJob pipelines-linux is paused',
    'kubectl annotate scaledjob pipelines-linux --namespace pipelines-agents autoscaling.keda.sh/paused-',
  ],
  [
    'pods whose image is not there',
    imagePullable,
    (cluster) => {
      const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "example.azurecr.io/agent:1"' };
      const status = {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'registrar', ready: false, restartCount: 0, state: { waiting } }],
      };
      for (const suffix of ['bcdfg-bcdfg', 'bcdfg-hjklm']) agentPod(cluster, 'pipelines-linux', suffix, status);
    },
    `pod pipelines-linux-bcdfg-bcdfg and 1 more can't pull the image: ImagePullBackOff: Back-off pulling image "example.azurecr.io/agent:1"`,
    'kubectl describe pod pipelines-linux-bcdfg-bcdfg --namespace pipelines-agents; does the image exist, and has the kubelet the role AcrPull on registry REGISTRY?',
  ],
  [
    'another image',
    imagePullable,
    (cluster) => {
      for (const container of scaledJob(cluster)['spec'].jobTargetRef.template.spec.containers)
        container.image = 'example.azurecr.io/agent:old';
    },
    'ScaledJob pipelines-linux runs example.azurecr.io/agent:old, and the config says example.azurecr.io/agent:1',
    AGENTS,
  ],
  [
    'no pod that runs the image',
    imagePullable,
    (cluster) => cluster.remove('Pod', `${PLACEHOLDER}-5d9c7b8f4-x7k2p`),
    'no pod runs example.azurecr.io/agent:1: that it can be pulled is not proven',
    'kubectl get pods --namespace pipelines-agents shows what keeps the placeholder from running it',
  ],
  [
    'no placeholder',
    placeholderRuns,
    (cluster) => cluster.remove('Deployment', PLACEHOLDER),
    `Deployment ${PLACEHOLDER} is not there`,
    AGENTS,
  ],
  [
    'a placeholder scaled to 0',
    placeholderRuns,
    (cluster) => {
      unready(cluster);
      cluster.get('Deployment', PLACEHOLDER)['spec'].replicas = 0;
    },
    `Deployment ${PLACEHOLDER} is scaled to 0: nobody puts its agent back, and left agents stay`,
    `kubectl scale deployment ${PLACEHOLDER} --replicas 1 --namespace pipelines-agents`,
  ],
  [
    'a placeholder that crashes',
    placeholderRuns,
    (cluster) => {
      unready(cluster);
      const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } };
      placeholderPod(cluster)['status'].containerStatuses = [{ name: 'placeholder', ready: false, restartCount: 4, state }];
    },
    `the pod of ${PLACEHOLDER} does not run: CrashLoopBackOff: back-off 40s restarting failed container`,
    `kubectl describe deployment ${PLACEHOLDER} --namespace pipelines-agents`,
  ],
  [
    'a placeholder that is not ready',
    placeholderRuns,
    unready,
    `the pod of ${PLACEHOLDER} is not ready`,
    `kubectl logs deployment/${PLACEHOLDER} --namespace pipelines-agents says why`,
  ],
  [
    'no network policy',
    networkPolicy,
    (cluster) => cluster.remove('NetworkPolicy', 'azure-pipelines-agent'),
    "no NetworkPolicy selects the agents' pods: jobs reach everything, the metadata service of the node too",
    AGENTS,
  ],
  [
    'a policy that lets nothing out',
    networkPolicy,
    (cluster) => {
      cluster.get('NetworkPolicy', 'azure-pipelines-agent')['spec'].egress = [];
    },
    'NetworkPolicy azure-pipelines-agent: 13.107.42.20 of 127.0.0.1 is out of reach at port PORT; NetworkPolicy azure-pipelines-agent: DNS is out of reach (port 53 of kube-dns by UDP and TCP)',
    `${AGENTS} puts the project's policy back`,
  ],
];

test.each(broken)('%s is found', async (...[_, check, breakIt, finding, advice, changes]) => {
  deployed = await aDeployment(changes);
  const { cluster, context, devops } = deployed;
  breakIt(cluster);
  const { port } = new URL(devops.url);
  expect(await check.run(context)).toEqual({
    status: 'fail',
    finding: finding.replaceAll('PORT', port),
    advice: advice.replace('REGISTRY', context.names.registry),
  });
});

test('a cluster that does not answer is told with what to do', async () => {
  deployed = await aDeployment();
  const cluster = () => {
    throw new ClusterError('no answer from the cluster', 'unreachable', 'check the network');
  };
  expect(await clusterReachable.run({ ...deployed.context, cluster })).toEqual({
    status: 'fail',
    finding: 'no answer from the cluster',
    advice: 'check the network',
  });
});

test('a KEDA that does not tell its version is a warning', async () => {
  deployed = await aDeployment();
  deployed.cluster.get('Deployment', 'keda-operator')['spec'].template.spec.containers[0].image = 'mirror.example/keda:latest';
  expect(await kedaVersion.run(deployed.context)).toEqual({
    status: 'warn',
    finding: 'image mirror.example/keda:latest and its labels tell no version',
    advice: 'compare it with keda.version 2.20.2',
  });
});

test('where the organisation cannot be looked up, an address outside stands for it', async () => {
  deployed = await aDeployment();
  const lookup = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
  const outcome = await networkPolicy.run({ ...deployed.context, lookup });
  expect(outcome).toEqual({
    status: 'pass',
    finding: expect.stringContaining("(127.0.0.1 can't be looked up here: getaddrinfo ENOTFOUND) through"),
  });
});
