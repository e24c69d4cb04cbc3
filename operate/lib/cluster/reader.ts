import * as z from 'zod/mini';
import { type RawAnswer, readAnswer, readText } from './answer';
import { ClusterError } from './error';
import * as shapes from './objects';

/** Sends one GET to the API server. @throws ClusterError without an answer */
export type Get = (path: string, accept: string) => Promise<RawAnswer>;

/** The cluster's version, and its clock when it answered. */
export interface ClusterVersion {
  /** Such as v1.36.3. */
  readonly gitVersion: string;
  /** The API server's clock, in milliseconds since 1970; undefined if the answer has no date. */
  readonly serverTime: number | undefined;
}

/** Read-only access to a cluster. Every method throws ClusterError; an object that is read by name and does not exist is undefined. */
export interface ClusterReader {
  version(): Promise<ClusterVersion>;
  nodes(): Promise<readonly shapes.Node[]>;
  definition(name: string): Promise<shapes.Definition | undefined>;
  deployments(namespace: string): Promise<readonly shapes.Deployment[]>;
  pods(namespace: string): Promise<readonly shapes.Pod[]>;
  jobs(namespace: string): Promise<readonly shapes.Job[]>;
  /** Events of one kind of object. */
  events(namespace: string, kind: string): Promise<readonly shapes.Event[]>;
  networkPolicies(namespace: string): Promise<readonly shapes.NetworkPolicy[]>;
  scaledJobs(namespace: string): Promise<readonly shapes.ScaledJob[]>;
  triggerAuthentication(namespace: string, name: string): Promise<shapes.TriggerAuthentication | undefined>;
  /** The metadata of the Secrets in which Helm stores releases: each revision of each release of a namespace. */
  releases(namespace: string): Promise<readonly shapes.AnyObject[]>;
  /** The data of a Secret in which Helm stores a revision of a release. It is the only kind of Secret whose content is read. */
  release(namespace: string, name: string): Promise<string | undefined>;
  /** The metadata of a secret; its content is not read. */
  secret(namespace: string, name: string): Promise<shapes.SecretMetadata | undefined>;
  serviceAccount(namespace: string, name: string): Promise<shapes.AnyObject | undefined>;
  /** The newest lines of the log of a pod that has one container. */
  log(namespace: string, pod: string, lines: number): Promise<readonly string[]>;
}

const JSON_TYPE = 'application/json';
/** The log of a pod is plain text, and a refusal is JSON. */
const TEXT_TYPE = 'application/json, */*';
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** Reads a cluster through its API server. */
export function clusterReader(get: Get): ClusterReader {
  const read = async <T>(path: string, shape: z.ZodMiniType<T>, accept = JSON_TYPE): Promise<T> => {
    const parsed = z.safeParse(shape, readAnswer(path, await get(path, accept)));
    if (parsed.success) return parsed.data;
    throw new ClusterError({
      finding: `${path}: ${parsed.error.issues[0]?.path.join('.') || 'all of it'} is not as Kubernetes documents it`,
      fault: 'refused',
    });
  };
  const list = async <T>(path: string, shape: z.ZodMiniType<T>, accept?: string) =>
    (await read(path, z.object({ items: z.array(shape) }), accept)).items;
  const find = <T>(path: string, shape: z.ZodMiniType<T>, accept?: string) => read(path, shape, accept).catch(undefinedIfAbsent);
  const core = (namespace: string) => `/api/v1/namespaces/${namespace}`;
  const keda = (namespace: string) => `/apis/keda.sh/v1alpha1/namespaces/${namespace}`;
  return {
    async version() {
      const answer = await get('/version', JSON_TYPE);
      const { gitVersion } = z.parse(shapes.version, readAnswer('/version', answer));
      const serverTime = Date.parse(answer.date ?? '');
      return { gitVersion, serverTime: Number.isNaN(serverTime) ? undefined : serverTime };
    },
    nodes: () => list('/api/v1/nodes', shapes.node),
    definition: (name) => find(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`, shapes.definition),
    deployments: (namespace) => list(`/apis/apps/v1/namespaces/${namespace}/deployments`, shapes.deployment),
    pods: (namespace) => list(`${core(namespace)}/pods`, shapes.pod),
    jobs: (namespace) => list(`/apis/batch/v1/namespaces/${namespace}/jobs`, shapes.job),
    events: (namespace, kind) => list(`${core(namespace)}/events?fieldSelector=involvedObject.kind%3D${kind}`, shapes.event),
    networkPolicies: (namespace) => list(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, shapes.networkPolicy),
    scaledJobs: (namespace) => list(`${keda(namespace)}/scaledjobs`, shapes.scaledJob),
    triggerAuthentication: (namespace, name) => find(`${keda(namespace)}/triggerauthentications/${name}`, shapes.triggerAuthentication),
    // The labels and the type that Helm sets (helm.sh/helm/v3/pkg/storage/driver/secrets.go).
    releases: (namespace) => list(`${core(namespace)}/secrets?labelSelector=owner%3Dhelm`, shapes.anyObject, METADATA_LIST),
    release: async (namespace, name) => (await find(`${core(namespace)}/secrets/${name}`, shapes.releaseSecret))?.data.release,
    secret: (namespace, name) => find(`${core(namespace)}/secrets/${name}`, shapes.secretMetadata, METADATA_ONLY),
    serviceAccount: (namespace, name) => find(`${core(namespace)}/serviceaccounts/${name}`, shapes.anyObject),
    async log(namespace, pod, lines) {
      const path = `${core(namespace)}/pods/${pod}/log?tailLines=${lines}`;
      return readText(path, await get(path, TEXT_TYPE))
        .split('\n')
        .filter(Boolean);
    },
  };
}

function undefinedIfAbsent(error: unknown): undefined {
  if (error instanceof ClusterError && error.fault === 'absent') return undefined;
  throw error;
}
