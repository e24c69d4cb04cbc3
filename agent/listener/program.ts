import type { Environment } from '../process/start-process';

/** What a line of the listener's console says about its job. */
export type JobNews = 'taken' | 'completed';

/** The listener of one kind of agent: the program that waits for a job and starts a worker for it. */
export interface ListenerProgram {
  /** Its file in the folder `bin` of the package. */
  readonly file: string;
  readonly args: readonly string[];
  /** The program that it starts for its job. */
  readonly worker: string;
  /** The environment that it gets, and with it its job: without the settings and credentials of this program. */
  readonly environment: (env: Environment) => Environment;
  /** Undefined if the line says nothing about the job. */
  readonly newsIn: (line: string) => JobNews | undefined;
  /** What to do about exit codes that have a known cause. */
  readonly remedies: ReadonlyMap<number, string>;
  /** Whether it may end with 0 without a job though nobody has asked it to and nothing is broken. */
  readonly mayEndWithoutJob: boolean;
}
