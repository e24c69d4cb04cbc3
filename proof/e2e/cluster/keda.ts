import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject, V1Deployment } from '@kubernetes/client-node';
import type { KedaVersion } from '../../../config/keda-version';
import { eventually } from '../scene/eventually';
import { KEDA_NAMESPACE, KEDA_OPERATOR, OPERATOR_METADATA } from '../scene/keda-operator';
import { isNotFound, type Kubernetes } from '../scene/kubernetes';
import type { Authority } from './certificates';
import type { ControlPlane } from './control-plane';
import type { Daemons } from './daemons';
import { kedaImage } from './image-names';
import { createKedaDefinitions } from './keda-definitions';
import { operatorSettings } from './keda-settings';
import type { Plan } from './plan';
import { yamlFilesOf, yamlIn } from './yaml-files';

const LABELS = { app: KEDA_OPERATOR, 'app.kubernetes.io/name': KEDA_OPERATOR };
const CERTIFICATES_SECRET = 'kedaorg-certs';

/** Installs KEDA's operator like its Helm chart with the values of this project, without the parts that ScaledJobs do not need. */
export async function startKeda(plan: Plan, { kubernetes, authority }: ControlPlane, daemons: Daemons): Promise<void> {
  const config = join(plan.programs.keda, 'config');
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const objects: KubernetesObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: KEDA_NAMESPACE, labels } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: OPERATOR_METADATA },
    ...yamlFilesOf(join(config, 'rbac')).flatMap((file) => yamlIn(file) as KubernetesObject[]),
    await certificatesSecret(authority),
    operator(plan.kedaVersion),
  ];
  await createKedaDefinitions(kubernetes, join(config, 'crd'));
  for (const object of objects) await kubernetes.apply(object);
  await daemons.whileUp(eventually('the KEDA operator is ready', () => isKedaReady(kubernetes)));
}

/** Certificates of the operator. It would otherwise create them and write them into webhooks and API services, which this cluster lacks. */
async function certificatesSecret(authority: Authority): Promise<KubernetesObject> {
  const { certificate, key } = await authority.issue(KEDA_OPERATOR, {
    name: KEDA_OPERATOR,
    alternativeNames: ['DNS:localhost', `DNS:${KEDA_OPERATOR}.${KEDA_NAMESPACE}.svc`],
  });
  const base64 = (file: string) => readFileSync(file).toString('base64');
  const data = { 'ca.crt': base64(authority.certificate), 'tls.crt': base64(certificate), 'tls.key': base64(key) };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: CERTIFICATES_SECRET, namespace: KEDA_NAMESPACE }, data } as KubernetesObject;
}

/** The Deployment of the chart, with shorter delays of the readiness probe. */
function operator(version: KedaVersion): V1Deployment {
  const { args, env, resources } = operatorSettings(version);
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const probe = (path: string) => ({ httpGet: { path, port: 8081 }, initialDelaySeconds: 1, periodSeconds: 1, timeoutSeconds: 5 });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...OPERATOR_METADATA, labels: { ...LABELS, 'app.kubernetes.io/version': version } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: KEDA_OPERATOR } },
      template: {
        metadata: { labels: LABELS },
        spec: {
          serviceAccountName: KEDA_OPERATOR,
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name: KEDA_OPERATOR,
              image: kedaImage(version),
              args: [
                '--leader-elect',
                '--zap-log-level=info',
                '--zap-encoder=console',
                '--zap-time-encoding=rfc3339',
                '--cert-dir=/certs',
                '--enable-cert-rotation=false',
                '--enable-webhook-patching=false',
                ...args,
              ],
              env: [
                { name: 'WATCH_NAMESPACE', value: '' },
                field('POD_NAME', 'metadata.name'),
                field('POD_NAMESPACE', 'metadata.namespace'),
                { name: 'OPERATOR_NAME', value: KEDA_OPERATOR },
                ...env,
              ],
              ports: [{ name: 'metrics', containerPort: 8080 }],
              livenessProbe: { ...probe('/healthz'), initialDelaySeconds: 25, periodSeconds: 10 },
              readinessProbe: probe('/readyz'),
              resources,
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              volumeMounts: [{ name: 'certificates', mountPath: '/certs', readOnly: true }],
            },
          ],
          volumes: [{ name: 'certificates', secret: { secretName: CERTIFICATES_SECRET } }],
        },
      },
    },
  };
}

/** Whether the cluster has a ready operator of KEDA. */
export async function isKedaReady(kubernetes: Kubernetes): Promise<boolean> {
  const deployment = await findKeda(kubernetes);
  return (deployment?.status?.readyReplicas ?? 0) > 0;
}

/** Returns the operator's Deployment, or undefined if there is none. */
export async function findKeda(kubernetes: Kubernetes): Promise<V1Deployment | undefined> {
  try {
    return (await kubernetes.objects.read({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: OPERATOR_METADATA })) as V1Deployment;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
