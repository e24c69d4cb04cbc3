import * as z from 'zod/mini';
import { id, or, time } from '../../http/shapes';
import type { Remedies } from './error';
import { RestSource } from './rest-source';
import type { GitHubConnection } from './types';

const repository = z.object({ full_name: z.string(), default_branch: z.string(), private: z.boolean(), archived: or(z.boolean(), false) });
export type Repository = z.output<typeof repository>;

const workflow = z.object({ id, name: z.string(), path: z.string(), state: z.string() });
/** A workflow file. Its state is `active` if it can run. */
export type Workflow = z.output<typeof workflow>;

/** In what state a run or a job is. Others than these exist, such as `requested` and `pending`. */
const status = z.nullish(z.string());
/** How it ended. Absent or null until then. */
const conclusion = z.nullish(z.string());

const run = z.object({
  id,
  name: z.nullish(z.string()),
  event: z.string(),
  status,
  conclusion,
  head_branch: z.nullish(z.string()),
  html_url: z.nullish(z.string()),
  created_at: time,
  run_started_at: time,
  updated_at: time,
});
/** A run of a workflow. Times are milliseconds since 1970 by the clock of GitHub. */
export type WorkflowRun = z.output<typeof run>;

const runs = z.object({ workflow_runs: z.array(run) });

const job = z.object({
  id,
  name: z.string(),
  status,
  conclusion,
  created_at: time,
  started_at: time,
  completed_at: time,
  /** Empty, absent or null until a runner has taken the job. */
  runner_name: z.nullish(z.string()),
  runner_group_name: z.nullish(z.string()),
  labels: or(z.array(z.string()), []),
});
/** A job of a run. Times are milliseconds since 1970 by the clock of GitHub. */
export type WorkflowJob = z.output<typeof job>;

/** How to start a run. */
export interface DispatchOptions {
  /** Branch or tag. */
  readonly ref: string;
  /** Inputs of `workflow_dispatch`. @default - none */
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Which runs to list. */
export interface RunsOptions {
  /** What has started the run, such as workflow_dispatch. */
  readonly event: string;
  /** Only runs that were created at this time or later: milliseconds since 1970. */
  readonly since: number;
}

const remedies = (): Remedies => ({
  absent: 'check the names of the repository and of the workflow file, and that the credential may see the repository',
  right:
    'give the credential the repository permission "Actions: Read and write" (App or fine-grained token) or the scope repo (classic token)',
  refused: 'check that the workflow has "on: workflow_dispatch" with these inputs on this branch',
});

/** The workflows of one repository, as far as the load test uses them. Every method throws ServiceError. None retries. */
export class Workflows {
  readonly #source: RestSource;
  readonly #path: string;

  /** @param repositoryName such as contoso/shop @throws ServiceError if the URL names no organisation, repository or enterprise */
  constructor(connection: GitHubConnection, repositoryName: string) {
    this.#source = new RestSource(connection);
    this.#path = `/repos/${repositoryName.split('/').map(encodeURIComponent).join('/')}`;
  }

  async repository(): Promise<Repository> {
    return this.#source.read({ method: 'GET', path: this.#path, remedies }, repository);
  }

  /** Returns a workflow. @param file such as load-test.yml, or the id of the workflow */
  async workflow(file: string): Promise<Workflow> {
    return this.#source.read({ method: 'GET', path: this.#workflow(file), remedies }, workflow);
  }

  /** Starts a run. The answer does not name it: look for it in `runs`. */
  async dispatch(file: string, { ref, inputs = {} }: DispatchOptions): Promise<void> {
    await this.#source.send({ method: 'POST', path: `${this.#workflow(file)}/dispatches`, body: { ref, inputs }, remedies });
  }

  /** Lists the newest runs of a workflow, 100 at most. A run that was just started may not be there yet. */
  async runs(file: string, { event, since }: RunsOptions): Promise<readonly WorkflowRun[]> {
    const created = `>=${new Date(since).toISOString().slice(0, 19)}Z`;
    const request = { method: 'GET', path: `${this.#workflow(file)}/runs`, query: { event, created, per_page: '100' }, remedies } as const;
    return (await this.#source.read(request, runs)).workflow_runs;
  }

  async run(runId: number): Promise<WorkflowRun> {
    return this.#source.read({ method: 'GET', path: this.#run(runId), remedies }, run);
  }

  /** Lists the jobs of the newest attempt of a run. */
  async jobs(runId: number): Promise<readonly WorkflowJob[]> {
    return this.#source.list({ method: 'GET', path: `${this.#run(runId)}/jobs`, remedies }, 'jobs', job);
  }

  /** Asks GitHub to cancel a run. Its jobs end some time later. */
  async cancel(runId: number): Promise<void> {
    await this.#source.send({ method: 'POST', path: `${this.#run(runId)}/cancel`, remedies });
  }

  #workflow(file: string): string {
    return `${this.#path}/actions/workflows/${encodeURIComponent(file)}`;
  }

  #run(runId: number): string {
    return `${this.#path}/actions/runs/${runId}`;
  }
}
