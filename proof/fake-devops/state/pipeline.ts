import type { JobSpec } from './jobs';

/** A pipeline as a test wants it: each of its runs is one job, or as many as the template parameter `count` says. */
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

/** What the template parameters of a run change; undefined leaves what the pipeline says. */
export interface JobParameters {
  readonly seconds?: number | undefined;
  readonly count?: number | undefined;
  readonly pool?: string | undefined;
  readonly demands?: readonly string[] | undefined;
}

/** The jobs of a run. */
export const jobOf = (pipeline: Pipeline, given: JobParameters = {}): JobSpec => {
  const { jobName: name, script } = pipeline;
  const { pool = pipeline.pool, demands = pipeline.demands, seconds = pipeline.seconds, count } = given;
  return { pool, demands, name, seconds, count, script, pipeline };
};
