import type { JobSpec } from './jobs';

/** A pipeline as a test wants it: each of its runs is one job. */
export interface PipelineSpec {
  readonly name: string;
  /** Name or id of the agent pool. */
  readonly pool: string | number;
  /** @default - counted up from 12 */
  readonly id?: number;
  /** @default - the first project */
  readonly project?: string;
  readonly demands?: readonly string[];
  readonly jobName?: string;
  /** How long the job runs when it has no script; the template parameter `seconds` changes it. @default 0 */
  readonly seconds?: number;
  readonly script?: string;
}

/** A pipeline with an id, in a project. */
export interface Pipeline extends PipelineSpec {
  readonly id: number;
  readonly project: string;
}

/** The job of a run. */
export const jobOf = (pipeline: Pipeline): JobSpec => {
  const { pool, demands, jobName: name, seconds, script } = pipeline;
  return { pool, demands, name, seconds, script, pipeline };
};
