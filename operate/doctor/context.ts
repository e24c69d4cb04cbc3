import type { Run } from '../lib/program';
import type { AfterContext } from './checks/after/context';
import type { Azure } from './facts/azure';
import type { DevOpsFacts } from './facts/devops';
import type { OwnNodes } from './facts/own-nodes';
import type { VmSku } from './facts/vm-skus';

/** What the checks look at. All that reaches out of the process is in here, so that a test can replace it. */
export interface DoctorContext extends AfterContext {
  readonly environment: NodeJS.ProcessEnv;
  /** As process.version gives it. */
  readonly nodeVersion: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs a program; its promise fails when the program does. */
  readonly run: Run;
  readonly azure: Azure;
  /** The VM sizes of the config that its region offers. */
  readonly vmSkus: () => Promise<readonly VmSku[]>;
  /** The nodes of the deployment's cluster; undefined when it does not exist. */
  readonly ownNodes: () => Promise<OwnNodes | undefined>;
  readonly devops: DevOpsFacts;
  /** Projects that must be allowed to use the agent pools. Empty: all that the identity sees. */
  readonly projects: readonly string[];
}
