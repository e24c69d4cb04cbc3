import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { Place } from './variant';

/** keda.sh/v1alpha1 ScaledJob with what the published manifests set; KEDA's default stands for what they leave out. */
export interface PublishedScaledJob {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledJob';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly jobTargetRef: JobSpec;
    readonly pollingInterval: number;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount: number;
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly rollout?: { readonly strategy: string };
    readonly scalingStrategy?: { readonly strategy: string };
    readonly triggers: readonly {
      readonly type: 'azure-pipelines';
      readonly metadata: Readonly<Record<string, string>>;
      readonly authenticationRef?: { readonly name: string };
    }[];
  };
}

/** By these the benchmark finds agent pods, whoever's they are. */
export const AGENT_LABELS = { 'app.kubernetes.io/component': 'agent' } as const;

const SECRET = 'azure-devops';

export const namespaceOf = ({ name }: Place): string => `${name}-agents`;

export function secret(namespace: string, name: string, data: Record<string, string>): NativeObject {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, data: Object.fromEntries(encoded) };
  return object;
}

/** Namespace and secret, which all published variants need. */
export function groundwork(place: Place): readonly NativeObject[] {
  const namespace = namespaceOf(place);
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    secret(namespace, SECRET, { url: place.organizationUrl, token: place.token }),
  ];
}

/**
 * The container of an agent. Requests are as small as this project's in the benchmark, so that twenty fit on one small
 * node; the published ones range from none to one core.
 */
export function agentContainer({ image, pool }: Place, script: string, env: readonly EnvVar[] = []): Container {
  const fromSecret = (name: string, key: string): EnvVar => ({ name, valueFrom: { secretKeyRef: { name: SECRET, key } } });
  return {
    name: 'agent',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['/bin/bash', '-c', script],
    env: [fromSecret('AZP_URL', 'url'), fromSecret('AZP_TOKEN', 'token'), { name: 'AZP_POOL', value: pool.name }, ...env],
    resources: { requests: { cpu: '1m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  };
}

/** How KEDA finds URL and token: in the environment of the agent's container. */
export const FROM_ENVIRONMENT = { organizationURLFromEnv: 'AZP_URL', personalAccessTokenFromEnv: 'AZP_TOKEN' } as const;
