import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT_FILES } from '../../config/pod-contract';

/** Address and sign-in of the Kubernetes API. */
export interface KubernetesApi {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
  /** Folder of the service account, with ACCOUNT_FILES. The kubelet renews the token. */
  readonly accountFolder: string;
  /** For one call, including all pages of a list. */
  readonly timeoutMs: number;
}

export interface KubernetesRequest {
  readonly method: 'GET' | 'PATCH';
  /** Below `/api/v1/namespaces/<namespace>/`. */
  readonly path: string;
  /** A strategic merge patch. */
  readonly patch?: object;
  /** What the service account must be allowed to do, such as `list pods`; used in the message of a refusal. */
  readonly right: string;
  readonly signal: AbortSignal;
}

/** Each pod of a list takes some ten kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface KubernetesAnswer {
  readonly body: string;
  /** Milliseconds since 1970 by the server's clock; undefined if the answer has no valid Date. */
  readonly serverTime: number | undefined;
}

/**
 * Calls the Kubernetes API once. Plain HTTPS: this program makes two kinds of calls, and @kubernetes/client-node would add
 * some megabytes to the image.
 * @throws for any status except 200
 */
export async function askKubernetes(
  api: KubernetesApi,
  { method, path, patch, right, signal }: KubernetesRequest,
): Promise<KubernetesAnswer> {
  const { host, port, namespace, accountFolder } = api;
  // Loaded only when needed: it takes several megabytes of memory, and most registrars make no call.
  const { request } = await import('node:https');
  const read = (name: string) => readFile(join(accountFolder, name), 'utf8');
  const [token, ca] = await Promise.all([read(ACCOUNT_FILES.token), read(ACCOUNT_FILES.authority)]);
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token.trim()}`,
    ...(patch === undefined ? {} : { 'content-type': 'application/strategic-merge-patch+json' }),
  };
  const fullPath = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${path}`;
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, method, path: fullPath, headers, ca, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) asked.destroy(new Error(`the answer has more than ${MAX_BYTES} bytes`));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200)
          resolve({ body: Buffer.concat(chunks).toString('utf8'), serverTime: timeOf(response.headers.date) });
        else reject(new Error(`answered ${response.statusCode}: check that the service account may ${right}`));
      });
    });
    asked.on('error', reject);
    asked.end(patch === undefined ? undefined : JSON.stringify(patch));
  });
}

function timeOf(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
