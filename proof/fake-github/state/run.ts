/** A workflow file of a repository. */
export interface Workflow {
  readonly id: number;
  /** Full name of the repository. */
  readonly repository: string;
  readonly name: string;
  /** Such as `.github/workflows/load-test.yml`. */
  readonly path: string;
  /** Names of the inputs of `workflow_dispatch`. Undefined if the workflow can't be started so. */
  readonly inputs: readonly string[] | undefined;
  /** What `runs-on` of its jobs is, unless the input `runs-on` says otherwise. */
  readonly runsOn: readonly string[];
}

/** A run of a workflow; its state follows from its jobs. Times are milliseconds since 1970. */
export interface Run {
  readonly id: number;
  readonly number: number;
  readonly workflow: Workflow;
  readonly branch: string;
  readonly event: string;
  readonly title: string;
  readonly createdAt: number;
}
