import type { ClusterReader } from '../lib/cluster/reader';
import type { Deployment } from '../lib/deployment';
import type { Run } from '../lib/program';

/** What the checks of all areas share. `main.ts` creates it, and a test can replace each part. */
export interface CommonContext extends Deployment {
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs a program; its promise rejects if the program fails. */
  readonly run: Run;
  /** Returns the same reader each time. @throws ClusterError if the kubeconfig does not contain the cluster */
  readonly cluster: () => ClusterReader;
}
