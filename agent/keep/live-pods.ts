import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Where Kubernetes answers, and as whom to ask. */
export interface KubernetesApi {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
  /** Folder of the service account: `token`, which the kubelet renews, and `ca.crt`. */
  readonly accountFolder: string;
  /** For the whole list. */
  readonly timeoutMs: number;
}

const PODS_A_PAGE = 250;
/** More than the pods that any ScaledJob here may have. */
const MAX_PAGES = 40;
/** A pod takes some ten kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

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
 *
 * Plain HTTPS, since it is one call: @kubernetes/client-node would add some megabytes to the image.
 *
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
    const { metadata, items } = readPage(await get(api, from, signal));
    for (const { metadata, status } of items) if (!ENDED.includes(status?.phase)) live.add(metadata.name);
    from = metadata.continue ?? '';
    if (from !== '') continue;
    if (live.size === 0) throw new Error('no pod lives, not even this one: is AZP_NAMESPACE the namespace of this pod?');
    return live;
  }
  throw new Error(`more than ${MAX_PAGES * PODS_A_PAGE} pods`);
}

function readPage(text: string): z.output<typeof podList> {
  const parsed = z.safeParse(podList, JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`unexpected JSON: ${parsed.error.issues[0]?.path.join('.') || 'the answer'} is not as documented`);
}

async function get({ host, port, namespace, accountFolder }: KubernetesApi, from: string, signal: AbortSignal): Promise<string> {
  const [token, ca] = await Promise.all(['token', 'ca.crt'].map((name) => readFile(join(accountFolder, name), 'utf8')));
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?limit=${PODS_A_PAGE}&continue=${encodeURIComponent(from)}`;
  const headers = { accept: 'application/json', authorization: `Bearer ${token?.trim()}` };
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path, headers, ca, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) asked.destroy(new Error(`the answer has more than ${MAX_BYTES} bytes`));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(new Error(`answered ${response.statusCode}: may the service account list pods?`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
