import { type RequestOptions, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { reason } from '../../../lib/reason';
import type { RawAnswer } from './answer';
import { type ClusterChoice, chooseContext } from './context';
import { ClusterError } from './error';
import { type ClusterReader, clusterReader } from './reader';

/** For one read, the sign-in by kubelogin included. */
const DEADLINE_MS = 10_000;

/** Who reads the cluster, and by which context of the kubeconfig. */
export interface ConnectedCluster {
  readonly reader: ClusterReader;
  readonly context: string;
  /** URL of its API server. */
  readonly server: string;
}

/**
 * The chosen cluster by the kubeconfig that KUBECONFIG names, else ~/.kube/config. Nothing is asked yet.
 * @throws ClusterError when the kubeconfig can't be read or does not know the cluster
 */
export function connectCluster(choice: ClusterChoice): ConnectedCluster {
  const config = kubeConfig();
  const context = chooseContext(
    choice,
    config.getContexts().map(({ name }) => name),
  );
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new ClusterError(`context "${context}" of the kubeconfig names a cluster that is not in it`, 'context');
  // Reads begin at once, and a sign-in program is run for each until one has a token: the others wait for the first.
  let signedIn: Promise<void> | undefined;
  const signIn = (): Promise<void> => {
    signedIn ??= config.applyToHTTPSOptions({}).catch((error: unknown) => {
      signedIn = undefined;
      throw error;
    });
    return signedIn;
  };
  const get = async (path: string, accept: string): Promise<RawAnswer> => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const url = new URL(`${server.replace(/\/$/, '')}${path}`);
    return before(
      signal,
      signIn().then(() => ask(config, url, { headers: { accept }, signal })),
    ).catch((error: unknown) => {
      throw noAnswer(server, error, signal);
    });
  };
  return { reader: clusterReader(get), context, server };
}

/** The chosen cluster, connected to when it is first asked for, once. The function throws ClusterError as `connectCluster` does. */
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
    throw new ClusterError(`the kubeconfig can't be read: ${reason(error)}`, 'context');
  }
  return config;
}

async function ask(config: KubeConfig, url: URL, options: RequestOptions): Promise<RawAnswer> {
  await config.applyToHTTPSOptions(options);
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8'), date: response.headers.date }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** The signal ends a request; a sign-in by a program knows no signal, so it is left behind. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

function noAnswer(server: string, error: unknown, signal: AbortSignal): ClusterError {
  if (signal.aborted)
    return new ClusterError(
      `no answer from the cluster at ${server} within ${DEADLINE_MS / 1000} s`,
      'unreachable',
      'check that this address is allowed (cluster.authorizedIpRanges), that the cluster is started, and that kubelogin waits for nobody',
    );
  const said = reason(error);
  const advice = said.includes('ENOENT') ? 'az aks install-cli brings kubelogin' : 'check the network, and az login';
  return new ClusterError(`no answer from the cluster at ${server}: ${said}`, 'unreachable', advice);
}
