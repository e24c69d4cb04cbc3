import type { Names } from '../../../../config/names';
import type { Config } from '../../../../config/types';
import type { Connection } from '../../../../providers/azure-devops/client/request';
import type { ClusterReader } from '../../../lib/cluster/reader';
import type { Check } from '../../check';

/** What the checks of a deployment look at. */
export interface AfterContext {
  readonly config: Config;
  readonly names: Names;
  /** The image that the config would deploy. */
  readonly image: string;
  /** The same one each time. @throws ClusterError when the kubeconfig does not know the cluster */
  readonly cluster: () => ClusterReader;
  readonly connection: Connection;
  /** IPv4 addresses of a host. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
}

/** A check of a deployment. */
export type AfterCheck = Check<AfterContext>;
