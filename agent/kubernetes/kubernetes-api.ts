import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';

/** Where Kubernetes answers, and as whom to ask. */
export interface KubernetesApi {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
  /** Folder of the service account: `token`, which the kubelet renews, and `ca.crt`. */
  readonly accountFolder: string;
  /** For one call with all that belongs to it. */
  readonly timeoutMs: number;
}

export interface KubernetesRequest {
  readonly method: 'GET' | 'PATCH';
  /** Below `/api/v1/namespaces/<namespace>/`. */
  readonly path: string;
  /** A strategic merge patch. */
  readonly patch?: object;
  /** What the service account must be allowed to do, for the message of a refusal, like `list pods`. */
  readonly right: string;
  readonly signal: AbortSignal;
}

/** A list of pods takes some ten kilobytes for each. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface KubernetesAnswer {
  readonly body: string;
  /** The server's clock, in milliseconds since 1970; undefined when it did not say. */
  readonly serverTime: number | undefined;
}

/**
 * One call of the API of Kubernetes. Plain HTTPS, since there are two in all: @kubernetes/client-node would add some
 * megabytes to the image.
 * @throws for any status but 200
 */
export async function askKubernetes(
  api: KubernetesApi,
  { method, path, patch, right, signal }: KubernetesRequest,
): Promise<KubernetesAnswer> {
  const { host, port, namespace, accountFolder } = api;
  const [token, ca] = await Promise.all(['token', 'ca.crt'].map((name) => readFile(join(accountFolder, name), 'utf8')));
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token?.trim()}`,
    ...(patch === undefined ? {} : { 'content-type': 'application/strategic-merge-patch+json' }),
  };
  const whole = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${path}`;
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, method, path: whole, headers, ca, signal, agent: false }, (response) => {
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
        else reject(new Error(`answered ${response.statusCode}: may the service account ${right}?`));
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
