import { type RequestOptions, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { OPERATE } from '../../../config/timings';
import { reason } from '../../../lib/reason';
import type { RawAnswer } from './answer';
import { type ClusterChoice, chooseContext, contextsIn } from './context';
import { ClusterError } from './error';
import { type ClusterReader, clusterReader } from './reader';

/** A cluster that can be read. */
export interface ConnectedCluster {
  readonly reader: ClusterReader;
  /** Context of the kubeconfig. */
  readonly context: string;
  /** URL of its API server. */
  readonly server: string;
}

/**
 * Connects to a cluster by the kubeconfig: the file that KUBECONFIG names, otherwise ~/.kube/config. It sends no request yet.
 * @throws ClusterError if the kubeconfig can't be read or does not contain the cluster
 */
export function connectCluster(choice: ClusterChoice): ConnectedCluster {
  const config = kubeConfig();
  const context = chooseContext(choice, contextsIn(config), config.getCurrentContext());
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined)
    throw new ClusterError({ finding: `context "${context}" of the kubeconfig names a cluster that is not in it`, fault: 'context' });
  // All reads begin together. Without this, each would run the sign-in program; with it, the others wait for the first.
  let signedIn: Promise<void> | undefined;
  const signIn = (): Promise<void> => {
    signedIn ??= config.applyToHTTPSOptions({}).catch((error: unknown) => {
      signedIn = undefined;
      throw error;
    });
    return signedIn;
  };
  const get = async (path: string, accept: string): Promise<RawAnswer> => {
    const signal = AbortSignal.timeout(OPERATE.call.milliseconds);
    const url = new URL(`${server.replace(/\/$/, '')}${path}`);
    return untilAborted(
      signal,
      signIn().then(() => ask(config, url, { headers: { accept }, signal })),
    ).catch((error: unknown) => {
      throw noAnswer(server, error, signal);
    });
  };
  return { reader: clusterReader(get), context, server };
}

/** Connects to a cluster at the first call, and only once. The function throws ClusterError as `connectCluster` does. */
export function lazyCluster(choice: ClusterChoice): () => ClusterReader {
  let connected: ClusterReader | undefined;
  return () => {
    connected ??= connectCluster(choice).reader;
    return connected;
  };
}

function kubeConfig(): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw new ClusterError({
      finding: `the kubeconfig can't be read: ${reason(error)}`,
      fault: 'context',
      advice: 'set KUBECONFIG to the file that kubectl uses',
    });
  }
  return config;
}

async function ask(config: KubeConfig, url: URL, options: RequestOptions): Promise<RawAnswer> {
  await config.applyToHTTPSOptions(options);
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), date: response.headers.date }),
      );
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** Rejects when the signal is aborted. The signal ends a request, but not a sign-in program, which continues unobserved. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

function noAnswer(server: string, error: unknown, signal: AbortSignal): ClusterError {
  if (signal.aborted)
    return new ClusterError({
      finding: `no answer from the cluster at ${server} within ${OPERATE.call.seconds} s`,
      fault: 'unreachable',
      advice:
        'check that this address is allowed (cluster.authorizedIpRanges), that the cluster is started, and that kubelogin does not wait for input',
    });
  const cause = reason(error);
  const advice = cause.includes('ENOENT')
    ? 'az aks install-cli installs kubelogin'
    : 'check the network, and the sign-in of the kubeconfig, which is az login for AKS';
  return new ClusterError({ finding: `no answer from the cluster at ${server}: ${cause}`, fault: 'unreachable', advice });
}
