/** Exit codes of Runner.Listener (actions/runner, Constants.cs, ReturnCode). */
export const RETURN_CODE = { success: 0, terminatedError: 1, retryableError: 2, sessionConflict: 5 } as const;

/** Result of a job, in the spelling of the service. */
export type TaskResult = 'succeeded' | 'failed' | 'canceled';

/** Exit codes of Runner.Worker: 100 plus the number of the result in the TaskResult enumeration (TaskResultUtil.cs). */
const WORKER_CODES: Readonly<Record<TaskResult, number>> = { succeeded: 100, failed: 102, canceled: 103 };

/** The exit code by which a worker reports the result to its listener. */
export const workerCode = (result: TaskResult): number => WORKER_CODES[result];

/** The result for the exit code of a worker; undefined after a crash or a signal. */
export const resultOf = (code: number | null): TaskResult | undefined =>
  (Object.keys(WORKER_CODES) as TaskResult[]).find((result) => WORKER_CODES[result] === code);
