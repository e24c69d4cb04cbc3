import * as z from 'zod/mini';
import { id, listOf, time } from '../../http/shapes';
import type { Need } from './error';
import { readList, readShape } from './read';
import type { Connection, Request } from './request';

const status = z.enum(['none', 'inProgress', 'completed', 'cancelling', 'postponed', 'notStarted', 'all']);

const build = z.object({
  id,
  buildNumber: z.nullish(z.string()),
  status,
  result: z.nullish(z.string()),
  queueTime: time,
  startTime: time,
  finishTime: time,
  orchestrationPlan: z.nullish(z.object({ planId: z.string() })),
});
/** A run of a pipeline, as a build. Times are milliseconds since 1970 by the server's clock. */
export type Build = z.output<typeof build>;

const run = z.object({ id, name: z.nullish(z.string()), createdDate: time });
/** A run of a pipeline that has just been queued. Its id is that of the build. */
export type Run = z.output<typeof run>;

const record = z.object({
  id: z.string(),
  parentId: z.nullish(z.string()),
  type: z.string(),
  name: z.nullish(z.string()),
  identifier: z.nullish(z.string()),
  startTime: time,
  finishTime: time,
  state: z.nullish(z.string()),
  result: z.nullish(z.string()),
  workerName: z.nullish(z.string()),
  issues: z.nullish(z.array(z.object({ type: z.nullish(z.string()), message: z.nullish(z.string()) }))),
});
/** A stage, phase, job or step of a run. It has no queue time, which only the job request has (see `JobRequest`). */
export type TimelineRecord = z.output<typeof record>;

const pipeline = z.object({ id, name: z.string() });
export type Pipeline = z.output<typeof pipeline>;

/** How to start a run. */
export interface RunOptions {
  /** Branch or tag, such as refs/heads/main. @default - the default branch of the pipeline */
  readonly ref?: string | undefined;
  /** Parameters of the YAML file. All values are text. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
}

const NEED: Need = {
  scope: 'Build (Read & execute)',
  right: 'let the identity queue, view and stop builds of the project',
};

/** The API of one project's pipelines, as far as this project uses it. Every method throws DevOpsError. None retries. */
export class Builds {
  readonly #connection: Connection;
  readonly #project: string;

  constructor(connection: Connection, project: string) {
    this.#connection = connection;
    this.#project = encodeURIComponent(project);
  }

  /** Lists the pipelines of this name, in any folder of the project. */
  async findPipelines(name: string): Promise<readonly Pipeline[]> {
    const path = `definitions?name=${encodeURIComponent(name)}`;
    return (await readList(this.#connection, this.#builds({ method: 'GET', path }), listOf(pipeline))).value;
  }

  /** Starts a run. */
  async run(pipelineId: number, { ref, parameters = {} }: RunOptions): Promise<Run> {
    const resources = ref === undefined ? {} : { resources: { repositories: { self: { refName: ref } } } };
    const body = { ...resources, templateParameters: parameters };
    const area = `${this.#project}/_apis/pipelines`;
    return (await readShape(this.#connection, { method: 'POST', area, path: `${pipelineId}/runs`, body, need: NEED }, run)).value;
  }

  /** Reads a run. */
  async build(buildId: number): Promise<Build> {
    return (await readShape(this.#connection, this.#builds({ method: 'GET', path: `builds/${buildId}` }), build)).value;
  }

  /** Asks the service to cancel a run. Its jobs end some time later. */
  async cancel(buildId: number): Promise<void> {
    const body = { status: 'cancelling' };
    await readShape(this.#connection, this.#builds({ method: 'PATCH', path: `builds/${buildId}`, body }), build);
  }

  /** Lists the stages, phases, jobs and steps of a run. There are none until the service has planned the run. */
  async timeline(buildId: number): Promise<readonly TimelineRecord[]> {
    const request = this.#builds({ method: 'GET', path: `builds/${buildId}/timeline` });
    const { value } = await readShape(this.#connection, request, timeline);
    return value?.records ?? [];
  }

  #builds(request: Request): Request {
    return { ...request, area: `${this.#project}/_apis/build`, need: NEED };
  }
}

/** Until the plan of a run exists, the answer has no body or is null. */
const timeline = z.optional(z.nullable(z.object({ records: z.nullish(z.array(record)) })));
