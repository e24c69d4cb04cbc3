import type { Run } from '../lib/sign-in';
import type { AfterContext } from './checks/after/context';
import type { Azure } from './facts/azure';
import type { DevOpsFacts } from './facts/devops';

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
  readonly devops: DevOpsFacts;
  /** Projects that must be allowed to use the agent pools. Empty: all that the identity sees. */
  readonly projects: readonly string[];
}
