/** A pipeline as a test defines it. A run of it has one job, or as many as the template parameter `count` says. */
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
  /** How long a job without a script runs; the template parameter `seconds` overrides it. @default 0 */
  readonly seconds?: number;
  readonly script?: string;
}

/** A pipeline with an id, in a project. */
export interface Pipeline extends PipelineSpec {
  readonly id: number;
  readonly project: string;
}

/** A run to queue, and its jobs. */
export interface JobSpec {
  readonly pool: string | number;
  /** Demands of the YAML; the service adds a minimum agent version. @default none */
  readonly demands?: readonly string[] | undefined;
  /** Number of equal jobs in the run. @default 1 */
  readonly count?: number | undefined;
  /** Name of the job; with several jobs, a number is appended to each name. @default 'Job' */
  readonly name?: string | undefined;
  /** How long a job without a script runs. @default 0 */
  readonly seconds?: number | undefined;
  /** Bash script of the job's step. @default - nothing */
  readonly script?: string | undefined;
  /** Higher priorities are assigned first. @default 0 */
  readonly priority?: number | undefined;
  /** The pipeline that is run. @default - the one that was created with the agent pool */
  readonly pipeline?: Pipeline | undefined;
  readonly sourceBranch?: string | undefined;
}

/** Template parameters of a run; an undefined one keeps the value of the pipeline. */
export interface JobParameters {
  readonly seconds?: number | undefined;
  readonly count?: number | undefined;
  readonly pool?: string | undefined;
  readonly demands?: readonly string[] | undefined;
}

/** The run of a pipeline, with its parameters applied. */
export const jobSpecOf = (pipeline: Pipeline, parameters: JobParameters = {}): JobSpec => {
  const { jobName: name, script } = pipeline;
  const { pool = pipeline.pool, demands = pipeline.demands, seconds = pipeline.seconds, count } = parameters;
  return { pool, demands, name, seconds, count, script, pipeline };
};
