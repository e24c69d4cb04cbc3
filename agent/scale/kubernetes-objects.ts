import * as z from 'zod/mini';

// The fields of Jobs and pods that the scaler reads, as the Kubernetes API describes them.

const metadata = z.object({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.nullish(z.string()),
  creationTimestamp: z.nullish(z.string()),
  deletionTimestamp: z.nullish(z.string()),
  labels: z.nullish(z.record(z.string(), z.string())),
});
const condition = z.object({ type: z.string(), status: z.string(), reason: z.nullish(z.string()) });

const job = z.object({ metadata, status: z.nullish(z.object({ conditions: z.nullish(z.array(condition)) })) });
/** A Job of Kubernetes. */
export type JobObject = z.output<typeof job>;

const containerStatus = z.object({
  name: z.string(),
  state: z.nullish(
    z.object({
      waiting: z.nullish(z.object({ reason: z.nullish(z.string()) })),
      running: z.nullish(z.object({})),
      terminated: z.nullish(z.object({ exitCode: z.nullish(z.int()) })),
    }),
  ),
});
const pod = z.object({
  metadata,
  spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.nullish(z.string()) })) }),
  status: z.nullish(
    z.object({
      phase: z.nullish(z.string()),
      podIPs: z.nullish(z.array(z.object({ ip: z.string() }))),
      conditions: z.nullish(z.array(condition)),
      initContainerStatuses: z.nullish(z.array(containerStatus)),
      containerStatuses: z.nullish(z.array(containerStatus)),
    }),
  ),
});
/** A pod of an agent. */
export type PodObject = z.output<typeof pod>;

const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ metadata: z.object({ resourceVersion: z.string(), continue: z.nullish(z.string()) }), items: z.array(item) });
const eventOf = <T extends z.ZodMiniType>(item: T) => z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED']), object: item });

/** A resource to list and to watch. */
export interface Resource<T> {
  /** Path of its API, such as `apis/batch/v1`. */
  readonly api: string;
  readonly plural: string;
  readonly labelSelector: string;
  readonly list: z.ZodMiniType<{ metadata: { resourceVersion: string; continue?: string | null | undefined }; items: T[] }>;
  readonly event: z.ZodMiniType<{ type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }>;
}

/** The label with which KEDA marks the Jobs of a ScaledJob (pkg/scaling/executor/scale_jobs.go). Its value is the name. */
export const SCALED_JOB_LABEL = 'scaledjob.keda.sh/name';
/** The label with which Kubernetes marks the pods of a Job. */
export const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';

/** The Jobs that KEDA has created. */
export const JOBS: Resource<JobObject> = {
  api: 'apis/batch/v1',
  plural: 'jobs',
  labelSelector: SCALED_JOB_LABEL,
  list: listOf(job),
  event: eventOf(job),
};

/** The pods of Jobs. */
export const PODS: Resource<PodObject> = {
  api: 'api/v1',
  plural: 'pods',
  labelSelector: JOB_NAME_LABEL,
  list: listOf(pod),
  event: eventOf(pod),
};
