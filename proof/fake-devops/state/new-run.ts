import { randomUUID } from 'node:crypto';
import type { JobRecord } from './job-record';
import type { JobSpec, Pipeline } from './pipeline';

/** What a new run gets from the organisation. */
export interface RunContext {
  readonly buildId: number;
  readonly pipeline: Pipeline;
  readonly poolId: number;
  readonly queueTime: number;
}

/** The jobs of a new run, none of them with a request yet. */
export function newRun(spec: JobSpec, { buildId, pipeline, poolId, queueTime }: RunContext): JobRecord[] {
  const { name = 'Job', count = 1 } = spec;
  const planId = randomUUID();
  return Array.from({ length: count }, (_, index) => ({
    buildId,
    buildNumber: `${new Date(queueTime).toISOString().slice(0, 10).replaceAll('-', '')}.${buildId}`,
    project: pipeline.project,
    definition: { id: pipeline.id, name: pipeline.name },
    sourceBranch: spec.sourceBranch ?? 'refs/heads/main',
    poolId,
    planId,
    jobId: randomUUID(),
    jobName: count === 1 ? name : `${name} ${index + 1}`,
    queueTime,
    seconds: spec.seconds ?? 0,
    script: spec.script,
    log: '',
  }));
}
