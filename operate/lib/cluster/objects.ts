import * as z from 'zod/mini';

/** RFC 3339, as milliseconds since 1970. */
const time = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => {
    const ms = Date.parse(text ?? '');
    return Number.isNaN(ms) ? undefined : ms;
  }),
);

/** Kubernetes omits empty lists, or writes null or []. */
const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((list) => list ?? []),
  );
const texts = z.pipe(
  z.nullish(z.record(z.string(), z.string())),
  z.transform((map) => map ?? {}),
);
const metadata = z.object({
  name: z.string(),
  labels: texts,
  annotations: texts,
  creationTimestamp: time,
  deletionTimestamp: time,
});

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  lastTransitionTime: time,
});
const conditions = listOf(condition);

const env = z.object({ name: z.string(), value: z.optional(z.string()) });
const container = z.object({ name: z.string(), image: z._default(z.string(), ''), env: listOf(env) });
const podSpec = z.object({
  nodeName: z.optional(z.string()),
  serviceAccountName: z.optional(z.string()),
  initContainers: listOf(container),
  containers: z.array(container),
});
const podTemplate = z.object({ metadata: z.optional(z.object({ labels: texts })), spec: podSpec });

const waiting = z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) });
const terminated = z.object({
  exitCode: z.int(),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
  finishedAt: time,
});
const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z._default(z.optional(z.int()), 0),
  state: z._default(z.optional(z.object({ waiting: z.optional(waiting), terminated: z.optional(terminated) })), {}),
  /** How the container ended before its last restart. */
  lastState: z._default(z.optional(z.object({ terminated: z.optional(terminated) })), {}),
});
const containerStatuses = listOf(containerStatus);

export const pod = z.object({
  metadata,
  spec: podSpec,
  status: z.object({
    phase: z._default(z.optional(z.string()), 'Unknown'),
    reason: z.optional(z.string()),
    message: z.optional(z.string()),
    conditions,
    initContainerStatuses: containerStatuses,
    containerStatuses,
  }),
});
export type Pod = z.output<typeof pod>;

export const deployment = z.object({
  metadata,
  spec: z.object({ replicas: z._default(z.optional(z.int()), 1), template: podTemplate }),
  status: z._default(z.optional(z.object({ readyReplicas: z._default(z.optional(z.int()), 0), conditions })), {
    readyReplicas: 0,
    conditions: [],
  }),
});
export type Deployment = z.output<typeof deployment>;

export const definition = z.object({ metadata, status: z._default(z.optional(z.object({ conditions })), { conditions: [] }) });
/** A CustomResourceDefinition. */
export type Definition = z.output<typeof definition>;

const trigger = z.object({
  type: z.string(),
  metadata: texts,
  authenticationRef: z.optional(z.object({ name: z.string() })),
});
export const scaledJob = z.object({
  metadata,
  spec: z.object({
    maxReplicaCount: z.optional(z.int()),
    jobTargetRef: z.object({ template: podTemplate }),
    triggers: listOf(trigger),
  }),
  status: z._default(z.optional(z.object({ conditions, lastActiveTime: time })), { conditions: [], lastActiveTime: undefined }),
});
export type ScaledJob = z.output<typeof scaledJob>;

const secretTarget = z.object({ parameter: z.string(), name: z.string(), key: z.string() });
export const triggerAuthentication = z.object({
  metadata,
  spec: z.object({
    secretTargetRef: listOf(secretTarget),
    podIdentity: z.nullish(z.object({ provider: z.string(), identityId: z.nullish(z.string()) })),
  }),
});
export type TriggerAuthentication = z.output<typeof triggerAuthentication>;

/** The metadata of any object. Of a secret, nothing else is read. */
export const anyObject = z.object({ metadata });
export type AnyObject = z.output<typeof anyObject>;

/** The metadata of a Secret. The fields that its writers own include the names of its keys. */
export const secretMetadata = z.object({
  metadata: z.object({ ...metadata.shape, managedFields: listOf(z.object({ fieldsV1: z.optional(z.record(z.string(), z.unknown())) })) }),
});
export type SecretMetadata = z.output<typeof secretMetadata>;

/** A Secret in which Helm stores a revision of a release. Kubernetes encodes all data with Base64. */
export const releaseSecret = z.object({ metadata, type: z.literal('helm.sh/release.v1'), data: z.object({ release: z.string() }) });

export const job = z.object({
  metadata,
  status: z._default(z.optional(z.object({ active: z._default(z.optional(z.int()), 0), conditions })), { active: 0, conditions: [] }),
});
export type Job = z.output<typeof job>;

/** Newer clients write `eventTime` and `series`, older ones `lastTimestamp` and `count`. */
export const event = z.object({
  metadata,
  type: z._default(z.nullish(z.string()), 'Normal'),
  reason: z._default(z.nullish(z.string()), ''),
  message: z._default(z.nullish(z.string()), ''),
  involvedObject: z.object({ kind: z.optional(z.string()), name: z.optional(z.string()) }),
  eventTime: time,
  lastTimestamp: time,
  count: z.nullish(z.int()),
  series: z.nullish(z.object({ count: z.int(), lastObservedTime: time })),
});
export type Event = z.output<typeof event>;

export const node = z.object({ metadata, status: z.object({ conditions }) });
export type Node = z.output<typeof node>;

const requirement = z.object({ key: z.string(), operator: z.string(), values: listOf(z.string()) });
const selector = z.object({ matchLabels: texts, matchExpressions: listOf(requirement) });
export type Selector = z.output<typeof selector>;
const ipBlock = z.object({ cidr: z.string(), except: listOf(z.string()) });
const peer = z.object({ ipBlock: z.nullish(ipBlock), namespaceSelector: z.nullish(selector), podSelector: z.nullish(selector) });
export type Peer = z.output<typeof peer>;
const port = z.object({
  protocol: z._default(z.nullish(z.string()), 'TCP'),
  port: z.nullish(z.union([z.int(), z.string()])),
  endPort: z.nullish(z.int()),
});
export type Port = z.output<typeof port>;
const egressRule = z.object({ to: listOf(peer), ports: listOf(port) });
export type EgressRule = z.output<typeof egressRule>;
const ingressRule = z.object({ from: listOf(peer), ports: listOf(port) });
export const networkPolicy = z.object({
  metadata,
  spec: z.object({
    podSelector: z._default(z.optional(selector), { matchLabels: {}, matchExpressions: [] }),
    policyTypes: listOf(z.string()),
    egress: listOf(egressRule),
    ingress: listOf(ingressRule),
  }),
});
export type NetworkPolicy = z.output<typeof networkPolicy>;

export const version = z.object({ gitVersion: z.string() });
