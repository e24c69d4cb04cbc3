import type { Clock } from '../../lib/clock';
import type { Log } from './log';
import type { ProcessTable } from './processes';
import type { StartProcess } from './start-process';

/** Everything that a command takes from outside the program, so that tests can pass fakes. */
export interface Runtime {
  readonly clock: Clock;
  readonly log: Log;
  readonly startProcess: StartProcess;
  readonly processes: ProcessTable;
  /** Aborted when the container is asked to stop (SIGTERM or SIGINT). */
  readonly stop: AbortSignal;
}
