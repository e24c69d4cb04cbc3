import type { ConfigDeployment } from '../../../lib/deployment';
import type { CommonContext } from '../../common-context';

/** What checks of this machine use. */
export interface MachineContext extends CommonContext {
  /** As process.version shows it. */
  readonly nodeVersion: string;
}

/** What checks of the programs for a deploy use. */
export interface ToolContext extends CommonContext {
  readonly config: ConfigDeployment['config'];
}
