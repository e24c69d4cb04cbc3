import type { Workflow } from './run';

/** A job that a test or a workflow queues. */
export interface JobSpec {
  /** What `runs-on` asks for. */
  readonly labels: string | readonly string[];
  /** Full name of the repository. @default - the first one */
  readonly repository?: string | undefined;
  /** Display name. @default 'build' */
  readonly name?: string | undefined;
  /** How long a job without a script runs, in seconds. @default 1 */
  readonly seconds?: number | undefined;
  /** Bash script of the job's only step. @default - none: the job takes `seconds` */
  readonly script?: string | undefined;
}

/** A run that a test or a workflow starts. */
export interface RunSpec {
  readonly workflow: Workflow;
  readonly jobs: readonly Omit<JobSpec, 'repository'>[];
  /** @default 'main' */
  readonly branch?: string | undefined;
  /** @default 'workflow_dispatch' */
  readonly event?: string | undefined;
  /** @default - the name of the workflow */
  readonly title?: string | undefined;
}

export const labelsOf = ({ labels }: Pick<JobSpec, 'labels'>): readonly string[] => (typeof labels === 'string' ? [labels] : labels);
