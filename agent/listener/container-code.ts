import type { Log } from '../process/log';
import type { ListenerProgram } from './program';

/** Of agents and of runners (Constants.cs of both). After its job, this means that it could not close its session. */
const RETRYABLE_ERROR = 2;
/** What the .NET runtime may report after SIGTERM. */
const TERMINATED = 143;

export interface ListenerEnd {
  readonly program: Pick<ListenerProgram, 'remedies' | 'mayEndWithoutJob'>;
  /** The listener's exit code. */
  readonly code: number;
  /** This program has asked it to end. */
  readonly asked: boolean;
  readonly jobTaken: boolean;
  readonly jobStarted: boolean;
  readonly jobEnded: boolean;
}

/**
 * The container's exit code after the end of its listener. It describes the agent, not the job: a listener that ran its job
 * ends with 0 whatever the result (azure-pipelines-agent, Agent.cs, run once; actions/runner, Runner.cs).
 */
export function containerCode({ program, code, asked, jobTaken, jobStarted, jobEnded }: ListenerEnd, log: Log): number {
  log.info('listener ended', { code, jobStarted });
  if (asked) return 0;
  // The service drops the session, or the agent is deleted (Agent.cs, Runner.cs, Program.cs).
  if (code === RETRYABLE_ERROR && jobEnded) {
    log.warn('the listener could not close its session after its job: this is not a failure, because the job is done', { code });
    return 0;
  }
  if (code !== 0 && code !== TERMINATED) {
    const remedy = program.remedies.get(code);
    log.error('the listener failed', { code, ...(remedy !== undefined && { remedy }) });
    return code;
  }
  if (jobStarted) return 0;
  // It could not confirm the job that it took, or the job was cancelled at that moment (JobDispatcher.cs). If it took no job, it is broken.
  log.warn('the listener ended without running a job', { jobTaken });
  return jobTaken || program.mayEndWithoutJob ? 0 : 1;
}
