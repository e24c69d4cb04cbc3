import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
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
  readonly method: 'GET' | 'PATCH' | 'DELETE';
  /** Path of the API. @default 'api/v1' */
  readonly api?: string;
  /** Below `/<api>/namespaces/<namespace>/`. */
  readonly path: string;
  /** A strategic merge patch. */
  readonly patch?: object;
  /** The body of a deletion. */
  readonly options?: object;
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

/** An answer with another status than 200. */
export class KubernetesRefusal extends Error {
  override readonly name = 'KubernetesRefusal';
  readonly status: number;

  constructor(status: number, right: string) {
    super(`answered ${status}: check that the service account may ${right}`);
    this.status = status;
  }
}

/**
 * Calls the Kubernetes API once. Plain HTTPS: this program makes few kinds of calls, and @kubernetes/client-node would add
 * some megabytes to the image.
 * @throws for any status except 200
 */
export async function askKubernetes(api: KubernetesApi, request: KubernetesRequest): Promise<KubernetesAnswer> {
  const response = await openKubernetes(api, request);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks).toString('utf8'), serverTime: timeOf(response.headers.date) };
}

/**
 * Sends a request and returns its answer once it begins. Whoever does not read it to its end must destroy it.
 * @throws for any status except 200
 */
export async function openKubernetes(api: KubernetesApi, asked: KubernetesRequest): Promise<IncomingMessage> {
  const { host, port, namespace, accountFolder } = api;
  const { method, path, patch, right, signal } = asked;
  // Loaded only when needed: it takes several megabytes of memory, and most registrars make no call.
  const { request } = await import('node:https');
  const read = (name: string) => readFile(join(accountFolder, name), 'utf8');
  const [token, ca] = await Promise.all([read(ACCOUNT_FILES.token), read(ACCOUNT_FILES.authority)]);
  const content = patch ?? asked.options;
  const body = content === undefined ? '' : JSON.stringify(content);
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token.trim()}`,
    ...(body === '' ? {} : { 'content-type': patch === undefined ? 'application/json' : 'application/strategic-merge-patch+json' }),
    // Node.js sends the body of a DELETE without its length, so the server would take it for another request.
    ...(body === '' ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
  };
  const fullPath = `/${asked.api ?? 'api/v1'}/namespaces/${encodeURIComponent(namespace)}/${path}`;
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path: fullPath, headers, ca, signal, agent: false }, (response) => {
      if (response.statusCode === 200) return resolve(response);
      response.destroy();
      reject(new KubernetesRefusal(response.statusCode ?? 0, right));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function timeOf(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
