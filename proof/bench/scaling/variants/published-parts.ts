import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { AzureDevOpsPlace } from './azure-devops-variant';

/** The fields of a ScaledJob (keda.sh/v1alpha1) that the published manifests set. For other fields KEDA's defaults apply. */
export interface PublishedScaledJob {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledJob';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly jobTargetRef: JobSpec;
    readonly pollingInterval: number;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount: number;
    readonly successfulJobsHistoryLimit?: number;
    readonly failedJobsHistoryLimit?: number;
    readonly rollout?: { readonly strategy: string };
    readonly scalingStrategy?: { readonly strategy: string };
    readonly triggers: readonly {
      readonly type: 'azure-pipelines' | 'github-runner';
      readonly metadata: Readonly<Record<string, string>>;
      readonly authenticationRef?: { readonly name: string };
    }[];
  };
}

/** The benchmark finds the agent pods of all variants by these labels. */
export const AGENT_LABELS = { 'app.kubernetes.io/component': 'agent' } as const;

const SECRET_NAME = 'azure-devops';

export const namespaceOf = ({ name }: Pick<AzureDevOpsPlace, 'name'>): string => `${name}-agents`;

export function secret(namespace: string, name: string, data: Record<string, string>): NativeObject {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, data: Object.fromEntries(encoded) };
  return object;
}

/** Adds a Secret after the namespace, because pods start when they are applied. */
export const withSecret = (objects: readonly NativeObject[], added: NativeObject): readonly NativeObject[] => [
  ...objects.filter(({ kind }) => kind === 'Namespace'),
  added,
  ...objects.filter(({ kind }) => kind !== 'Namespace'),
];

/** Returns the namespace and the secret, which all published variants need. */
export function namespaceAndSecret(place: AzureDevOpsPlace): readonly NativeObject[] {
  const namespace = namespaceOf(place);
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    secret(namespace, SECRET_NAME, { url: place.organizationUrl, token: place.token }),
  ];
}

/**
 * Resources of the container of an agent or a runner. The requests are as small as those of this project's variants, so that forty
 * agents fit on two small nodes. The published requests range from none to one core.
 */
export const SMALL_RESOURCES = { requests: { cpu: '1m', memory: '256Mi' }, limits: { memory: '256Mi' } } as const;

/** A variable whose value is in a Secret. */
export const fromSecret = (name: string, secretName: string, key: string): EnvVar => ({
  name,
  valueFrom: { secretKeyRef: { name: secretName, key } },
});

/** Returns the container of an agent. */
export function agentContainer({ image, pool }: AzureDevOpsPlace, script: string, env: readonly EnvVar[] = []): Container {
  return {
    name: 'agent',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/bash', '-c', script],
    env: [
      fromSecret('AZP_URL', SECRET_NAME, 'url'),
      fromSecret('AZP_TOKEN', SECRET_NAME, 'token'),
      { name: 'AZP_POOL', value: pool.name },
      ...env,
    ],
    resources: SMALL_RESOURCES,
  };
}

/** Trigger metadata that makes KEDA read the URL and the token from the environment of the agent's container. */
export const FROM_ENVIRONMENT = { organizationURLFromEnv: 'AZP_URL', personalAccessTokenFromEnv: 'AZP_TOKEN' } as const;
