import { EventEmitter } from 'node:events';
import type { Clock } from '../clock';
import type { LoggedRequest } from '../http/request-log';
import { buildNotFound, poolNotFound, projectNotFound } from '../service-error';
import type { Settings } from '../settings';
import { AgentPool, type AgentPoolSpec } from './agent-pool';
import { type Build, type RunState, stateOfRun } from './build';
import type { JobRequest } from './job-request';
import type { Pipeline, PipelineSpec } from './pipeline';
import { projectId } from './project-id';

/** Ids that an organisation gives out, each counted up from what a real one might have reached. */
export class Ids {
  #pool = 44;
  #agent = 25;
  #request = 901;
  #build = 6735;
  #pipeline = 12;

  pool = (): number => this.#pool++;
  agent = (): number => this.#agent++;
  request = (): number => this.#request++;
  build = (): number => this.#build++;
  pipeline = (): number => this.#pipeline++;
}

/** All state of the organisation. `events` emits `change` after every change, and `request` for requests. */
export class Store {
  readonly events = new EventEmitter<{ change: []; request: [LoggedRequest] }>().setMaxListeners(0);
  readonly ids = new Ids();
  readonly clock: Clock;
  readonly settings: Settings;
  readonly #pools = new Map<number, AgentPool>();
  /** By the id of their job. */
  readonly #jobs = new Map<string, Build>();
  readonly #pipelines = new Map<number, Pipeline>();
  /** Names; the first is that of everything which names none. */
  readonly projects: readonly string[];

  /** The first project is that of pipelines which name none. */
  constructor(clock: Clock, settings: Settings, projects: readonly [string, ...string[]]) {
    this.clock = clock;
    this.settings = settings;
    this.projects = projects;
  }

  get pools(): readonly AgentPool[] {
    return [...this.#pools.values()];
  }

  /** Jobs of all runs, oldest first. */
  get jobs(): readonly Build[] {
    return [...this.#jobs.values()];
  }

  /** Every run by its first job, oldest first. */
  get builds(): readonly Build[] {
    return [...new Map([...this.jobs].reverse().map((job) => [job.id, job])).values()].reverse();
  }

  /** An agent pool, with a pipeline of the same name. */
  addPool(spec: string | AgentPoolSpec): AgentPool {
    const given = typeof spec === 'string' ? { name: spec } : spec;
    const complete = { autoUpdate: true, authorised: true, ...given, id: given.id ?? this.ids.pool() };
    const pool = new AgentPool(complete, this.clock.now(), this.changed);
    this.#pools.set(pool.id, pool);
    this.addPipeline({ name: pool.name, pool: pool.id });
    this.changed();
    return pool;
  }

  /** The pipeline that came with an agent pool. */
  pipelineOf(pool: AgentPool): Pipeline {
    for (const pipeline of this.#pipelines.values()) if (pipeline.pool === pool.id) return pipeline;
    throw new Error(`agent pool ${pool.name} has no pipeline`);
  }

  addPipeline(spec: PipelineSpec): Pipeline {
    const pipeline = { ...spec, id: spec.id ?? this.ids.pipeline(), project: this.project(spec.project ?? this.projects[0] ?? '') };
    this.#pipelines.set(pipeline.id, pipeline);
    return pipeline;
  }

  /** Undefined when the project has no such pipeline. */
  pipeline(project: string, id: number): Pipeline | undefined {
    const pipeline = this.#pipelines.get(id);
    return pipeline?.project === project ? pipeline : undefined;
  }

  /** The name of a project, found without case or by its id. @throws ServiceError 404 */
  project(which: string): string {
    const name = this.projects.find((each) => each.toLowerCase() === which.toLowerCase() || projectId(each) === which);
    if (name === undefined) throw projectNotFound(which);
    return name;
  }

  /** By id, or by name without case. @throws ServiceError 404 */
  pool(which: number | string): AgentPool {
    const pool = this.pools.find(({ id, name }) => (typeof which === 'number' ? id === which : name.toLowerCase() === which.toLowerCase()));
    if (pool === undefined) throw poolNotFound(which);
    return pool;
  }

  /** A run by its first job. @throws ServiceError 404 */
  build(id: number): Build {
    const [first] = this.jobsOf(id);
    if (first === undefined) throw buildNotFound(id);
    return first;
  }

  /** All jobs of a run. */
  jobsOf(buildId: number): readonly Build[] {
    return this.jobs.filter(({ id }) => id === buildId);
  }

  /** @throws Error for a job that was never put */
  job(jobId: string): Build {
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`there is no job ${jobId}`);
    return job;
  }

  stateOf({ id }: Build): RunState {
    return stateOfRun(this.jobsOf(id).map((job) => [job, this.requestOf(job)]));
  }

  putBuild(build: Build): void {
    this.#jobs.set(build.jobId, build);
    this.changed();
  }

  /** The pipelines of a project. */
  pipelinesOf(project: string): readonly Pipeline[] {
    return [...this.#pipelines.values()].filter((pipeline) => pipeline.project === project);
  }

  requestOf(build: Build): JobRequest | undefined {
    return build.requestId === undefined ? undefined : this.pool(build.poolId).request(build.requestId);
  }

  readonly changed = (): void => {
    this.events.emit('change');
  };
}
