import { EventEmitter } from 'node:events';
import type { Clock } from '../clock';
import type { LoggedRequest } from '../http/request-log';
import { buildNotFound, poolNotFound, projectNotFound } from '../service-error';
import type { Settings } from '../settings';
import { AgentPool, type AgentPoolSpec } from './agent-pool';
import type { JobRecord } from './job-record';
import type { JobRequest } from './job-request';
import type { Pipeline, PipelineSpec } from './pipeline';
import { projectId } from './project-id';
import { type RunState, runStateOf } from './run-state';

/** Counters for the ids of an organisation. They start at values that a real one could have reached. */
class Ids {
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

/** All state of the organisation. `events` emits `change` after every change of state, and `request` for requests. */
export class Store {
  readonly events = new EventEmitter<{ change: []; request: [LoggedRequest] }>().setMaxListeners(0);
  readonly ids = new Ids();
  readonly clock: Clock;
  readonly settings: Settings;
  readonly #pools = new Map<number, AgentPool>();
  /** By job id. */
  readonly #jobs = new Map<string, JobRecord>();
  readonly #pipelines = new Map<number, Pipeline>();
  /** Names; the first is the default project of pipelines. */
  readonly projects: readonly string[];

  constructor(clock: Clock, settings: Settings, projects: readonly [string, ...string[]]) {
    this.clock = clock;
    this.settings = settings;
    this.projects = projects;
  }

  get pools(): readonly AgentPool[] {
    return [...this.#pools.values()];
  }

  /** Jobs of all runs, oldest first. */
  get jobs(): readonly JobRecord[] {
    return [...this.#jobs.values()];
  }

  /** The first job of each run, oldest first. */
  get runs(): readonly JobRecord[] {
    return [...new Map([...this.jobs].reverse().map((job) => [job.buildId, job])).values()].reverse();
  }

  /** Adds an agent pool, and a pipeline with the same name. */
  addPool(spec: string | AgentPoolSpec): AgentPool {
    const options = typeof spec === 'string' ? { name: spec } : spec;
    const complete = { autoUpdate: true, authorised: true, ...options, id: options.id ?? this.ids.pool() };
    const pool = new AgentPool(complete, () => this.clock.now(), this.changed);
    this.#pools.set(pool.id, pool);
    this.addPipeline({ name: pool.name, pool: pool.id });
    this.changed();
    return pool;
  }

  /** The pipeline that was created with an agent pool. */
  pipelineOf(pool: AgentPool): Pipeline {
    for (const pipeline of this.#pipelines.values()) if (pipeline.pool === pool.id) return pipeline;
    throw new Error(`agent pool ${pool.name} has no pipeline`);
  }

  addPipeline(spec: PipelineSpec): Pipeline {
    const pipeline = { ...spec, id: spec.id ?? this.ids.pipeline(), project: this.project(spec.project ?? this.projects[0] ?? '') };
    this.#pipelines.set(pipeline.id, pipeline);
    return pipeline;
  }

  /** Undefined if the project has no such pipeline. */
  pipeline(project: string, id: number): Pipeline | undefined {
    const pipeline = this.#pipelines.get(id);
    return pipeline?.project === project ? pipeline : undefined;
  }

  /** The name of the project with this name (ignoring case) or id. @throws ServiceError 404 */
  project(nameOrId: string): string {
    const name = this.projects.find((each) => each.toLowerCase() === nameOrId.toLowerCase() || projectId(each) === nameOrId);
    if (name === undefined) throw projectNotFound(nameOrId);
    return name;
  }

  /** The agent pool with this id or name (ignoring case). @throws ServiceError 404 */
  pool(idOrName: number | string): AgentPool {
    const isWanted = ({ id, name }: AgentPool) =>
      typeof idOrName === 'number' ? id === idOrName : name.toLowerCase() === idOrName.toLowerCase();
    const pool = this.pools.find(isWanted);
    if (pool === undefined) throw poolNotFound(idOrName);
    return pool;
  }

  /** The first job of a run. @throws ServiceError 404 */
  run(buildId: number): JobRecord {
    const [first] = this.jobsOf(buildId);
    if (first === undefined) throw buildNotFound(buildId);
    return first;
  }

  /** All jobs of a run. */
  jobsOf(buildId: number): readonly JobRecord[] {
    return this.jobs.filter((job) => job.buildId === buildId);
  }

  /** @throws Error for an unknown job */
  job(jobId: string): JobRecord {
    const job = this.#jobs.get(jobId);
    if (job === undefined) throw new Error(`there is no job ${jobId}`);
    return job;
  }

  runState(buildId: number): RunState {
    return runStateOf(this.jobsOf(buildId).map((job) => ({ job, request: this.requestOf(job) })));
  }

  putJob(job: JobRecord): void {
    this.#jobs.set(job.jobId, job);
    this.changed();
  }

  /** The pipelines of a project. */
  pipelinesOf(project: string): readonly Pipeline[] {
    return [...this.#pipelines.values()].filter((pipeline) => pipeline.project === project);
  }

  requestOf(job: JobRecord): JobRequest | undefined {
    return job.requestId === undefined ? undefined : this.pool(job.poolId).request(job.requestId);
  }

  readonly changed = (): void => {
    this.events.emit('change');
  };
}
