import * as z from 'zod/mini';
import { askKubernetes, type KubernetesApi } from './kubernetes-api';

const PODS_A_PAGE = 250;
/** Enough for more pods than any ScaledJob of this project may have. */
const MAX_PAGES = 40;

const condition = z.object({ type: z.string(), status: z.string(), reason: z.nullish(z.string()) });
const containerStatus = z.object({
  state: z.nullish(z.object({ waiting: z.nullish(z.object({ reason: z.nullish(z.string()) })) })),
});
const pod = z.object({
  metadata: z.object({ name: z.string(), creationTimestamp: z.nullish(z.string()) }),
  status: z.nullish(
    z.object({
      phase: z.nullish(z.string()),
      conditions: z.nullish(z.array(condition)),
      initContainerStatuses: z.nullish(z.array(containerStatus)),
      containerStatuses: z.nullish(z.array(containerStatus)),
    }),
  ),
});
const podList = z.object({
  kind: z.literal('PodList'),
  metadata: z.object({ continue: z.nullish(z.string()) }),
  items: z.array(pod),
});

/** The fields of a pod that this program reads, as the Kubernetes API describes them. */
export type Pod = z.output<typeof pod>;

export interface PodList {
  readonly pods: readonly Pod[];
  /** Milliseconds since 1970 by the server's clock; undefined if the answer has no valid Date. */
  readonly serverTime: number | undefined;
}

/**
 * All pods of a namespace.
 * @throws if the list is incomplete or not as documented
 */
export async function listPods(api: KubernetesApi): Promise<PodList> {
  const { host, port, namespace } = api;
  try {
    return await collect(api, AbortSignal.timeout(api.timeoutMs));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`cannot list the pods of namespace ${namespace} at https://${host}:${port}: ${why}`, { cause });
  }
}

async function collect(api: KubernetesApi, signal: AbortSignal): Promise<PodList> {
  const pods: Pod[] = [];
  let from = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const { body, serverTime } = await askKubernetes(api, { method: 'GET', path: pagePath(from), right: 'list pods', signal });
    const { metadata, items } = readPage(body);
    pods.push(...items);
    from = metadata.continue ?? '';
    if (from !== '') continue;
    if (!pods.some(isAlive)) throw new Error('no pod is alive, not even this one: check that AZP_NAMESPACE is the namespace of this pod');
    return { pods, serverTime };
  }
  throw new Error(`more than ${MAX_PAGES * PODS_A_PAGE} pods`);
}

/** Whether a pod has not ended. */
export function isAlive({ status }: Pod): boolean {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

const pagePath = (from: string) => `pods?limit=${PODS_A_PAGE}&continue=${encodeURIComponent(from)}`;

function readPage(text: string): z.output<typeof podList> {
  const parsed = z.safeParse(podList, JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`unexpected JSON: ${parsed.error.issues[0]?.path.join('.') || 'the answer'} is not as documented`);
}
