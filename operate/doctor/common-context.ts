import type { JobComponent } from '../../config/labels';
import type { Names } from '../../config/names';
import type { Config } from '../../config/types';
import type { ClusterReader } from '../lib/cluster/reader';
import type { Run } from '../lib/program';

/** The images of agents and of runners, as pods name them. */
export type DeployedImages = Readonly<Record<JobComponent, string>>;

/** What the checks of all areas share. `main.ts` creates it, and a test can replace each part. */
export interface CommonContext {
  readonly config: Config;
  readonly names: Names;
  /** The images that the config would deploy. */
  readonly images: DeployedImages;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs a program; its promise rejects if the program fails. */
  readonly run: Run;
  /** Returns the same reader each time. @throws ClusterError if the kubeconfig does not contain the cluster */
  readonly cluster: () => ClusterReader;
}
