/** Exit codes of Agent.Listener (azure-pipelines-agent, Constants.cs, ReturnCode). */
export const RETURN_CODE = { success: 0, terminatedError: 1, retryableError: 2 } as const;

/** Result of a job, in the spelling of Azure DevOps. */
export type TaskResult = 'succeeded' | 'succeededWithIssues' | 'failed' | 'canceled';

/** Exit codes of Agent.Worker: 100 plus the number of the result in the TaskResult enumeration (TaskResultUtil.cs). */
const WORKER_CODES: Readonly<Record<TaskResult, number>> = { succeeded: 100, succeededWithIssues: 101, failed: 102, canceled: 103 };

/** The exit code by which a worker reports the result to its listener. */
export function workerCode(result: TaskResult): number {
  return WORKER_CODES[result];
}

/** The result for the exit code of a worker; undefined after a crash or a signal. */
export function resultOf(code: number | null): TaskResult | undefined {
  return (Object.keys(WORKER_CODES) as TaskResult[]).find((result) => WORKER_CODES[result] === code);
}
