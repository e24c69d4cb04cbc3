import { eventually } from '../fake-devops/eventually';
import { type ActiveFault, type FaultSpec, Faults } from '../fake-devops/http/faults';
import type { LoggedRequest } from '../fake-devops/http/request-log';
import { HttpServer } from '../fake-devops/http/server';
import { createServices } from './create-services';
import type { Fault } from './http/fault-effect';
import { Handler } from './http/handler';
import { RestBudget } from './http/rest-budget';
import type { App, Installation } from './identity/app';
import type { AppSpec } from './identity/apps';
import type { PersonalTokenOptions } from './identity/personal-token';
import type { FakeGitHubOptions, ScaleSetSnapshot } from './options';
import { pageRoutes } from './page/routes';
import { restRoutes, serviceRoutes } from './routes';
import type { Services } from './routes/services';
import { statisticsIn } from './routes/views';
import type { Settings } from './settings';
import { Job } from './state/job';
import type { JobResult } from './state/job-record';
import type { JobSpec } from './state/job-spec';
import type { Workflow } from './state/run';
import type { Runner } from './state/runner';
import type { RunnerGroup, RunnerGroupSpec } from './state/runner-group';
import { SceneRunners } from './state/scene-runners';
import { LOAD_TEST_INPUTS } from './state/workflow-start';
import type { StubBehaviours } from './stub-behaviour';
import { EventSwitches } from './switches/event-switches';
import { Switches } from './switches/switches';

export type { FakeGitHubOptions, ScaleSetSnapshot } from './options';

/** A small GitHub on this machine: runner scale sets, runners, jobs, Apps and tokens, with faults on demand. */
export class FakeGitHub {
  /** Personal access token of the administrator, a classic one with all scopes. */
  readonly token: string;
  /** What goes wrong without a wrong answer: lost and repeated messages, a deleted scale set, a lost session. */
  readonly switches: Switches;
  readonly #address: { readonly host: string; readonly port: number };
  readonly #organisation: string;
  readonly #services: Services;
  readonly #scene: SceneRunners;
  readonly #faults = new Faults<Fault>();
  readonly #handler: Handler;
  readonly #server: HttpServer;

  constructor(options: FakeGitHubOptions = {}) {
    const { host = '127.0.0.1', port = 0, organisations = ['contoso'] } = options;
    this.#address = { host, port };
    this.#organisation = organisations[0] ?? 'contoso';
    const eventSwitches = new EventSwitches();
    this.#services = createServices(options, eventSwitches);
    this.#scene = new SceneRunners(this.#services);
    this.switches = new Switches(this.#services, eventSwitches);
    for (const name of organisations) this.#services.store.addScope('organisation', name);
    for (const name of options.repositories ?? [`${this.#organisation}/app`]) this.#addRepository(name);
    this.token = this.issueToken(options.token === undefined ? {} : { value: options.token });
    this.#handler = this.#createHandler();
    this.#server = new HttpServer(this.#handler, this.#services.clock);
  }

  #createHandler(): Handler {
    const { clock, settings } = this.#services;
    return new Handler({
      clock,
      authorities: this.#services,
      faults: this.#faults,
      budget: new RestBudget(clock, () => settings.restLimit),
      restRoutes: restRoutes(this.#services),
      serviceRoutes: [...serviceRoutes(this.#services), ...pageRoutes(this.#services, this)],
      onRequest: (request) => this.events.emit('request', request),
    });
  }

  /** Creates a fake that listens. @throws Error if the port is in use */
  static async start(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
    const fake = new FakeGitHub(options);
    await fake.listen();
    return fake;
  }

  /** Returns the URL of the server. @throws Error if the port is in use */
  async listen(): Promise<string> {
    await this.#server.listen(this.#address.host, this.#address.port);
    return this.origin;
  }

  /** URL of the server, without a trailing slash. */
  get origin(): string {
    return this.#server.origin;
  }

  /** Config URL of an organisation, which is added if it does not exist. */
  organisation(name = this.#organisation): string {
    return `${this.origin}/${this.#services.store.addScope('organisation', name).path}`;
  }

  /** Config URL of a repository, which is added if it does not exist. @param name such as `contoso/app` */
  repository(name: string): string {
    return `${this.origin}/${this.#addRepository(name)}`;
  }

  /** Config URL of an enterprise, which is added if it does not exist. All organisations are in it. */
  enterprise(name: string): string {
    return `${this.origin}/${this.#services.store.addScope('enterprise', name).path}`;
  }

  /** Tests can change them at any time. */
  get settings(): Settings {
    return this.#services.settings;
  }

  /** How stub runners behave. */
  get stub(): StubBehaviours {
    return this.#services.stub;
  }

  /** Emits `change` after every change of state, and `request` when a request arrives and again when it is answered. */
  get events() {
    return this.#services.store.events;
  }

  /** The last 100000 requests in order of arrival, including refused and unanswered ones. */
  get requests(): readonly LoggedRequest[] {
    return this.#handler.log;
  }

  issueToken(options: PersonalTokenOptions = {}): string {
    return this.#services.tokens.issuePersonal(options, this.#organisation);
  }

  revokeToken(token: string): void {
    this.#services.tokens.revoke(token);
  }

  /** Creates a GitHub App that is installed on one account. */
  addApp(spec: AppSpec = {}): { app: App; installation: Installation; privateKey: string } {
    return this.#services.apps.add({ ...spec, account: spec.account ?? this.#organisation });
  }

  /** Adds a runner group to an organisation. @throws Error if the name is taken */
  addGroup(spec: RunnerGroupSpec, organisation = this.#organisation): RunnerGroup {
    return this.#services.store.addScope('organisation', organisation).addGroup(spec);
  }

  addWorkflow(workflow: Omit<Workflow, 'id'>): Workflow {
    return this.#services.store.addWorkflow(workflow);
  }

  get scaleSets(): readonly ScaleSetSnapshot[] {
    const { store } = this.#services;
    return store.scaleSets.map((set) => ({
      id: set.id,
      scope: set.scope.name,
      ...set.fields,
      sessionOwner: set.session?.owner,
      capacity: set.session?.capacity,
      statistics: statisticsIn(store, set),
    }));
  }

  get runners(): readonly Runner[] {
    return this.#services.store.runners;
  }

  /** @throws Error if there is none with this name */
  runner(name: string): Runner {
    const runner = this.runners.find((each) => each.name === name);
    if (runner === undefined) throw new Error(`there is no runner ${name}`);
    return runner;
  }

  /** Brings a registered runner online that no listener runs. It acquires the job that it is sent, unless `acquires` is false. */
  connect(name: string, { acquires = true } = {}): void {
    this.#scene.connect(this.runner(name), acquires);
  }

  /** Takes such a runner offline, as if its process was killed. */
  disconnect(name: string): void {
    this.#scene.disconnect(this.runner(name));
  }

  /** Queues a run with one job. @throws RestError 404 for an unknown repository */
  queueJob(spec: JobSpec): Job {
    const [job] = this.queueJobs(spec, 1);
    if (job === undefined) throw new Error('a run has at least one job');
    return job;
  }

  /** Queues a run with several equal jobs, as a matrix does. @throws RestError 404 for an unknown repository */
  queueJobs(spec: JobSpec, count: number): readonly Job[] {
    const { store, jobs } = this.#services;
    const { name } = spec.repository === undefined ? this.#firstRepository() : store.repository(spec.repository);
    const workflow = store.workflows.find(({ repository }) => repository === name) ?? this.#addLoadTest(name);
    const { jobs: records } = jobs.queue({ workflow, jobs: Array.from({ length: count }, () => spec), event: 'push' });
    return records.map((record) => new Job(store, record));
  }

  /** All jobs, oldest first, including those that clients started. */
  get jobs(): readonly Job[] {
    return this.#services.store.jobs.map((job) => new Job(this.#services.store, job));
  }

  cancelJob(job: Pick<Job, 'id'>): void {
    this.#services.jobRuns.cancel(job.id);
  }

  /** Ends a running job, as its runner does: the registration of the runner ends with it. @throws Error if the job does not run */
  finishJob(job: Pick<Job, 'id'>, result: JobResult = 'succeeded'): void {
    const record = this.#services.store.job(job.id);
    if (record.state !== 'running') throw new Error(`the job ${record.name} is ${record.state}`);
    this.#services.jobRuns.finish(record, result);
  }

  /** Breaks each matching request, until the fault is removed or has hit `times` requests. */
  fault(spec: FaultSpec<Fault>): ActiveFault {
    return this.#faults.add(spec);
  }

  /** Waits until `holds` returns true; see `eventually`. @throws Error that contains `what` after `withinMs` */
  eventually(what: string, holds: () => boolean, { withinMs = 10_000 } = {}): Promise<void> {
    return eventually(this.events, holds, { what, withinMs });
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  #firstRepository() {
    const [first] = this.#services.store.repositories;
    return first ?? this.#services.store.repository(this.#addRepository(`${this.#organisation}/app`));
  }

  /** Each repository has a workflow that a load test can start. Returns its path. */
  #addRepository(name: string): string {
    const { path } = this.#services.store.addScope('repository', name);
    if (!this.#services.store.workflows.some(({ repository }) => repository === path)) this.#addLoadTest(path);
    return path;
  }

  #addLoadTest(repository: string): Workflow {
    const path = '.github/workflows/load-test.yml';
    return this.addWorkflow({ repository, name: 'load-test', path, inputs: LOAD_TEST_INPUTS, runsOn: ['self-hosted'] });
  }
}
