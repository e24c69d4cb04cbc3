import type { Clock } from '../../lib/clock';
import type { Log } from './log';
import type { ProcessTable } from './processes';
import type { StartProcess } from './start-process';

/** Everything a command takes from the world outside, so that tests can hand it fakes. */
export interface Runtime {
  readonly clock: Clock;
  readonly log: Log;
  readonly startProcess: StartProcess;
  readonly processes: ProcessTable;
  /** Aborted when the container is asked to stop (SIGTERM or SIGINT). */
  readonly stop: AbortSignal;
}
