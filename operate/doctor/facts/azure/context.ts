import type { ConfigDeployment } from '../../../lib/deployment';
import type { CommonContext } from '../../common-context';
import type { Azure } from './azure';
import type { OwnNodes } from './own-nodes';
import type { VmSku } from './vm-skus';

/** What checks of Azure use. */
export interface AzureContext extends CommonContext {
  readonly config: ConfigDeployment['config'];
  readonly names: ConfigDeployment['names'];
  readonly azure: Azure;
  /** The VM sizes of the config that its region offers. */
  readonly vmSkus: () => Promise<readonly VmSku[]>;
  /** The nodes of the deployment's cluster; undefined if it does not exist. */
  readonly ownNodes: () => Promise<OwnNodes | undefined>;
}
