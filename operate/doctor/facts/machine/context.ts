import type { CommonContext } from '../../common-context';

/** What checks of this machine use. */
export interface MachineContext extends CommonContext {
  /** As process.version shows it. */
  readonly nodeVersion: string;
}
