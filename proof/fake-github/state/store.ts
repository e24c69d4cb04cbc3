import { EventEmitter } from 'node:events';
import type { Clock } from '../../fake-devops/clock';
import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Target } from '../identity/target';
import { notFound, runnerNotFound, scaleSetNotFound } from '../service-error';
import type { Settings } from '../settings';
import { Ids } from './ids';
import type { JobRecord } from './job-record';
import type { Run, Workflow } from './run';
import type { Runner } from './runner';
import type { ScaleSet } from './scale-set';
import { Scope } from './scope';

/** How jobs reach a scale set: github.com assigns them directly; GitHub Enterprise Server waits until they are acquired. */
export type Mode = 'direct' | 'acquire';

export interface Repository {
  readonly id: number;
  /** Such as `contoso/app`. */
  readonly name: string;
}

/** All state of the fake. `events` emits `change` after every change of state, and `request` for requests. */
export class Store {
  readonly events = new EventEmitter<{ change: []; request: [LoggedRequest] }>().setMaxListeners(0);
  readonly ids = new Ids();
  readonly clock: Clock;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly #scopes = new Map<string, Scope>();
  readonly #repositories = new Map<string, Repository>();
  readonly #workflows: Workflow[] = [];
  readonly #scaleSets = new Map<number, ScaleSet>();
  readonly #runners = new Map<number, Runner>();
  readonly #runs = new Map<number, Run>();
  readonly #jobs = new Map<number, JobRecord>();
  readonly #openJobs = new Map<number, JobRecord>();

  constructor(clock: Clock, settings: Settings, mode: Mode) {
    this.clock = clock;
    this.settings = settings;
    this.mode = mode;
  }

  get scopes(): readonly Scope[] {
    return [...this.#scopes.values()];
  }

  /** Adds an organisation, a repository or an enterprise, unless it exists. */
  addScope(kind: Target['kind'], name: string): Scope {
    const scope = new Scope(kind, name);
    const key = scope.path.toLowerCase();
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    this.#scopes.set(key, scope);
    if (kind !== 'repository') return scope;
    this.addScope('organisation', name.split('/')[0] ?? '');
    this.#repositories.set(key, { id: this.ids.repository(), name });
    return scope;
  }

  /** By the path of the config URL, without a leading slash. @throws RestError 404 */
  scopeAt(path: string): Scope {
    const scope = this.#scopes.get(path.toLowerCase());
    if (scope === undefined) throw notFound();
    return scope;
  }

  get repositories(): readonly Repository[] {
    return [...this.#repositories.values()];
  }

  /** @throws RestError 404 */
  repository(name: string): Repository {
    const repository = this.#repositories.get(name.toLowerCase());
    if (repository === undefined) throw notFound();
    return repository;
  }

  get workflows(): readonly Workflow[] {
    return this.#workflows;
  }

  addWorkflow(workflow: Omit<Workflow, 'id'>): Workflow {
    const added = { ...workflow, id: this.ids.workflow() };
    this.#workflows.push(added);
    return added;
  }

  get scaleSets(): readonly ScaleSet[] {
    return [...this.#scaleSets.values()];
  }

  /** @throws ActionsError 404 */
  scaleSet(id: number): ScaleSet {
    const set = this.#scaleSets.get(id);
    if (set === undefined) throw scaleSetNotFound(id);
    return set;
  }

  putScaleSet(set: ScaleSet): void {
    this.#scaleSets.set(set.id, set);
    this.changed();
  }

  deleteScaleSet(id: number): void {
    this.#scaleSets.delete(id);
    this.changed();
  }

  get runners(): readonly Runner[] {
    return [...this.#runners.values()];
  }

  findRunner(id: number | undefined): Runner | undefined {
    return id === undefined ? undefined : this.#runners.get(id);
  }

  /** @throws ActionsError 404 */
  runner(id: number): Runner {
    const runner = this.#runners.get(id);
    if (runner === undefined) throw runnerNotFound(id);
    return runner;
  }

  putRunner(runner: Runner): void {
    this.#runners.set(runner.id, runner);
    this.changed();
  }

  deleteRunner(id: number): void {
    this.#runners.delete(id);
    this.changed();
  }

  get runs(): readonly Run[] {
    return [...this.#runs.values()];
  }

  /** @throws RestError 404 */
  run(id: number): Run {
    const run = this.#runs.get(id);
    if (run === undefined) throw notFound();
    return run;
  }

  putRun(run: Run): void {
    this.#runs.set(run.id, run);
  }

  /** Oldest first. */
  get jobs(): readonly JobRecord[] {
    return [...this.#jobs.values()];
  }

  /** Jobs that are not completed, oldest first. */
  get openJobs(): readonly JobRecord[] {
    return [...this.#openJobs.values()];
  }

  /** @throws RestError 404 */
  job(id: number): JobRecord {
    const job = this.#jobs.get(id);
    if (job === undefined) throw notFound();
    return job;
  }

  /** The unfinished job that has this id in the messages. */
  openJobWith(jobId: string): JobRecord | undefined {
    return this.openJobs.find((job) => job.jobId === jobId);
  }

  /** Several jobs are one change. */
  putJob(...jobs: readonly JobRecord[]): void {
    for (const job of jobs) {
      this.#jobs.set(job.id, job);
      if (job.state === 'completed') this.#openJobs.delete(job.id);
      else this.#openJobs.set(job.id, job);
    }
    this.changed();
  }

  readonly changed = (): void => {
    this.events.emit('change');
  };
}
