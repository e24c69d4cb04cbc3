import { agentPoolObjectName } from '../../../config/names';
import type { RunnerPoolConfig } from '../../../config/types';
import { UsageError } from '../../lib/command';
import type { Target } from '../load';

/** GitHub's limit for the jobs of a matrix (docs.github.com, "Running variations of jobs in a workflow"). */
const MAX_JOBS = 256;

/** The load for a runner pool: a matrix of jobs with all of its labels. */
export function runnerPoolTarget(deployment: string, entry: RunnerPoolConfig, workflow: string): Target {
  const scaleSet = entry.scaleSet ?? entry.name;
  const labels = entry.labels.length === 0 ? [scaleSet] : entry.labels;
  return {
    kind: 'runner',
    agentPool: scaleSet,
    prefix: `${agentPoolObjectName(deployment, entry.name)}-`,
    pipeline: workflow,
    parameters: ({ jobs, seconds }) => ({
      jobs: JSON.stringify(Array.from({ length: jobs }, (_, index) => index + 1)),
      seconds: String(seconds),
      'runs-on': JSON.stringify(labels),
    }),
  };
}

/** @throws UsageError for more jobs than a matrix may have */
export function checkMatrix(jobs: number): void {
  if (jobs > MAX_JOBS)
    throw new UsageError(`--jobs takes at most ${MAX_JOBS} for a runner pool, as many as a matrix of GitHub may have, got "${jobs}"`);
}
