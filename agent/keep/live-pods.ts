import * as z from 'zod/mini';
import { askKubernetes, type KubernetesApi } from '../kubernetes-api';

const PODS_A_PAGE = 250;
/** More than the pods that any ScaledJob here may have. */
const MAX_PAGES = 40;

const ENDED: readonly unknown[] = ['Succeeded', 'Failed'];

const podList = z.object({
  kind: z.literal('PodList'),
  metadata: z.object({ continue: z.nullish(z.string()) }),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.nullish(z.object({ phase: z.nullish(z.string()) })),
    }),
  ),
});

/**
 * The names of the pods of a namespace that have not ended.
 * @throws when the list is not complete or not as documented
 */
export async function livePods(api: KubernetesApi): Promise<ReadonlySet<string>> {
  const { host, port, namespace } = api;
  try {
    return await collect(api, AbortSignal.timeout(api.timeoutMs));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`cannot list the pods of namespace ${namespace} at https://${host}:${port}: ${why}`, { cause });
  }
}

async function collect(api: KubernetesApi, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const live = new Set<string>();
  let from = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const { metadata, items } = readPage(await askKubernetes(api, { method: 'GET', path: pagePath(from), right: 'list pods', signal }));
    for (const { metadata, status } of items) if (!ENDED.includes(status?.phase)) live.add(metadata.name);
    from = metadata.continue ?? '';
    if (from !== '') continue;
    if (live.size === 0) throw new Error('no pod lives, not even this one: is AZP_NAMESPACE the namespace of this pod?');
    return live;
  }
  throw new Error(`more than ${MAX_PAGES * PODS_A_PAGE} pods`);
}

const pagePath = (from: string) => `pods?limit=${PODS_A_PAGE}&continue=${encodeURIComponent(from)}`;

function readPage(text: string): z.output<typeof podList> {
  const parsed = z.safeParse(podList, JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`unexpected JSON: ${parsed.error.issues[0]?.path.join('.') || 'the answer'} is not as documented`);
}
