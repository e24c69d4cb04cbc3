import { join } from 'node:path';
import type { V1SubjectAccessReview } from '@kubernetes/client-node';
import { eventually } from '../scene/eventually';
import { Kubernetes } from '../scene/kubernetes';
import { Authority, type Certificate, createSigningKeys, type Subject } from './certificates';
import type { Daemons } from './daemons';
import { writeKubeconfig } from './kubeconfig';
import { HOST, KUBERNETES_SERVICE, SERVICE_CIDR } from './network';
import type { Plan } from './plan';

const PORT = 6443;
const SERVER = `https://${HOST}:${PORT}`;
const CONTROLLER_MANAGER = 'system:kube-controller-manager';
/** The ConfigMap that every server of Kubernetes reads when it starts. */
const AUTHENTICATION_CONFIG_MAP = 'extension-apiserver-authentication';
const ETCD_URL = 'http://127.0.0.1:2379';

/** What the other parts of the cluster need to use the API server. */
export interface ControlPlane {
  readonly authority: Authority;
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly kubernetes: Kubernetes;
  /** Issues a certificate and writes a kubeconfig that uses it. @param file name of the files without an extension */
  createAccess(file: string, subject: Subject): Promise<Certificate & { readonly kubeconfig: string }>;
}

/** Starts etcd, API server, controller manager and scheduler, one after another. */
export async function startControlPlane({ work, programs }: Plan, daemons: Daemons): Promise<ControlPlane> {
  const folder = join(work, 'certificates');
  const authority = await Authority.create(folder);
  const createAccess: ControlPlane['createAccess'] = async (file, subject) => {
    const certificate = await authority.issue(file, subject);
    return {
      ...certificate,
      kubeconfig: writeKubeconfig(join(folder, `${file}.kubeconfig`), {
        server: SERVER,
        authority: authority.certificate,
        user: certificate,
      }),
    };
  };
  const program = (name: string) => join(programs.kubernetes, name);
  const { kubeconfig } = await createAccess('admin', { name: 'admin', organization: 'system:masters' });
  const keys = await createSigningKeys(folder);

  daemons.start('etcd', join(programs.etcd, 'etcd'), etcdFlags(join(work, 'etcd')));
  daemons.start('kube-apiserver', program('kube-apiserver'), await apiServerFlags(authority, keys));
  const kubernetes = new Kubernetes(kubeconfig);
  await daemons.whileUp(eventually('the API server answers and has its roles', () => isUp(kubernetes)));

  const manager = await createAccess('controller-manager', { name: CONTROLLER_MANAGER });
  daemons.start('kube-controller-manager', program('kube-controller-manager'), [
    ...clientFlags(manager.kubeconfig),
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${keys.key}`,
    `--root-ca-file=${authority.certificate}`,
    `--service-cluster-ip-range=${SERVICE_CIDR}`,
    '--allocate-node-cidrs=false',
  ]);
  const scheduler = await createAccess('scheduler', { name: 'system:kube-scheduler' });
  daemons.start('kube-scheduler', program('kube-scheduler'), clientFlags(scheduler.kubeconfig));
  return { authority, kubeconfig, kubernetes, createAccess };
}

/** Without fsync, which is faster: the data of a run need not survive a loss of power. */
const etcdFlags = (data: string) => [
  `--data-dir=${data}`,
  '--unsafe-no-fsync',
  '--log-level=warn',
  `--listen-client-urls=${ETCD_URL}`,
  `--advertise-client-urls=${ETCD_URL}`,
  '--listen-peer-urls=http://127.0.0.1:2380',
];

async function apiServerFlags(authority: Authority, keys: { readonly key: string; readonly publicKey: string }): Promise<string[]> {
  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'localhost'].map((name) => `DNS:${name}`);
  const addresses = ['127.0.0.1', HOST, KUBERNETES_SERVICE].map((address) => `IP:${address}`);
  const server = await authority.issue('apiserver', { name: 'kube-apiserver', alternativeNames: [...names, ...addresses] });
  const client = await authority.issue('kubelet-client', { name: 'kube-apiserver-kubelet-client', organization: 'system:masters' });
  return [
    `--etcd-servers=${ETCD_URL}`,
    `--bind-address=${HOST}`,
    `--advertise-address=${HOST}`,
    `--secure-port=${PORT}`,
    `--service-cluster-ip-range=${SERVICE_CIDR}`,
    `--client-ca-file=${authority.certificate}`,
    `--tls-cert-file=${server.certificate}`,
    `--tls-private-key-file=${server.key}`,
    // Set in every cluster. Privileged pods are refused by Pod Security.
    '--allow-privileged=true',
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${keys.publicKey}`,
    `--service-account-signing-key-file=${keys.key}`,
    `--kubelet-client-certificate=${client.certificate}`,
    `--kubelet-client-key=${client.key}`,
    `--kubelet-certificate-authority=${authority.certificate}`,
    '--kubelet-preferred-address-types=InternalIP',
  ];
}

const clientFlags = (kubeconfig: string) => [
  `--kubeconfig=${kubeconfig}`,
  `--authentication-kubeconfig=${kubeconfig}`,
  `--authorization-kubeconfig=${kubeconfig}`,
  '--bind-address=127.0.0.1',
  '--leader-elect=false',
];

/** Whether the API server answers and has the roles of the programs that start next. Until then it refuses connections. */
const isUp = (kubernetes: Kubernetes) =>
  kubernetes.objects.create(accessReview()).then(
    (answer) => (answer as V1SubjectAccessReview).status?.allowed,
    () => false,
  );

const accessReview = (): V1SubjectAccessReview => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SubjectAccessReview',
  spec: {
    user: CONTROLLER_MANAGER,
    resourceAttributes: { verb: 'get', resource: 'configmaps', namespace: 'kube-system', name: AUTHENTICATION_CONFIG_MAP },
  },
});
