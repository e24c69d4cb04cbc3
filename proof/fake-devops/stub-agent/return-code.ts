/** Exit codes of Agent.Listener (azure-pipelines-agent, Constants.cs, ReturnCode). */
export const returnCode = { success: 0, terminatedError: 1, retryableError: 2 } as const;

/** A job's result as Azure DevOps spells it. */
export type TaskResult = 'succeeded' | 'succeededWithIssues' | 'failed' | 'canceled';

/** Exit codes of Agent.Worker are 100 and the result's number in the TaskResult enumeration (TaskResultUtil.cs). */
const workerCodes: Readonly<Record<TaskResult, number>> = { succeeded: 100, succeededWithIssues: 101, failed: 102, canceled: 103 };

/** The exit code by which a worker tells its listener how the job ended. */
export function workerCode(result: TaskResult): number {
  return workerCodes[result];
}

/** The result that a worker's exit code stands for; undefined when it ended otherwise (a crash, a signal). */
export function resultOf(code: number | null): TaskResult | undefined {
  return (Object.keys(workerCodes) as TaskResult[]).find((result) => workerCodes[result] === code);
}
