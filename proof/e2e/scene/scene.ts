import { randomBytes } from 'node:crypto';
import type { ConfigInput } from '../../../config/types';
import { type Clock, realClock } from '../../fake-devops/clock';
import { type AgentSnapshot, FakeDevOps } from '../../fake-devops/fake-devops';
import type { JobSpec } from '../../fake-devops/state/pipeline';
import type { Behaviour } from '../../fake-devops/stub-agent/behaviour';
import { Deployment } from './deployment';
import { type Environment, environment } from './environment';
import { eventually } from './eventually';
import { JobDesk } from './job-desk';
import { Kubernetes } from './kubernetes';
import { PodWatch } from './pod-watch';
import { testConfig } from './test-config';
import { TestJob } from './test-job';

type AgentPoolInput = Partial<ConfigInput['agentPools'][number]>;

export interface SceneOptions {
  /** Start of the deployment's name; at most 16 letters, digits and "-". */
  readonly name: string;
  /** Entries of the config: what differs from a small agent pool called `linux`. @default [{}] */
  readonly agentPools?: readonly AgentPoolInput[];
  /** How stub agents differ from quick ones. */
  readonly stub?: Partial<Behaviour>;
  /** Time of Azure DevOps. @default - the machine's */
  readonly clock?: Clock;
}

/** A job to queue; its `script` is what it does besides reporting that it runs. */
export interface TestJobSpec extends Omit<JobSpec, 'pool' | 'script' | 'seconds'> {
  /** @default the only agent pool */
  readonly pool?: string;
  /** What it runs, for bash. @default - nothing */
  readonly script?: string;
  /** How long it sleeps. @default 0 */
  readonly seconds?: number;
  /** It runs until it is released. @default false */
  readonly held?: boolean;
}

/** Stub agents that lose no time, but do start. */
const QUICK: Partial<Behaviour> = { configSeconds: 1, listenSeconds: 1, workerSeconds: 0.5, finishSeconds: 0.2 };

/** One deployment with an Azure DevOps of its own, in a cluster that it shares with others. */
export class Scene {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  readonly devops: FakeDevOps;
  readonly desk: JobDesk;
  readonly deployment: Deployment;
  readonly pods: PodWatch;
  readonly jobs: TestJob[] = [];
  readonly #name: string;
  readonly #agentPools: readonly AgentPoolInput[];

  private constructor(where: Environment, devops: FakeDevOps, desk: JobDesk, name: string, agentPools: readonly AgentPoolInput[]) {
    this.environment = where;
    this.kubernetes = new Kubernetes(where.kubeconfig);
    this.devops = devops;
    this.desk = desk;
    this.#name = name;
    this.#agentPools = agentPools;
    this.deployment = new Deployment(this.kubernetes, this.config());
    this.pods = new PodWatch(this.kubernetes, this.namespace);
  }

  /** Deploys, and waits until every placeholder keeps its queue open. */
  static async start(options: SceneOptions): Promise<Scene> {
    const scene = await Scene.#open(options);
    try {
      await scene.deployment.apply(scene.config(), scene.devops.token);
      await scene.pods.begin();
      await scene.placeholdersReady();
      return scene;
    } catch (error) {
      await scene.end();
      throw error;
    }
  }

  static async #open({ name, agentPools = [{}], stub = {}, clock = realClock }: SceneOptions): Promise<Scene> {
    const where = environment();
    const pools = [...new Set(agentPools.map((entry) => `${entry.pool ?? entry.name ?? 'linux'}`))];
    const devops = await FakeDevOps.start({ host: where.host, pools, clock });
    devops.stub.set({ ...QUICK, ...stub });
    const desk = await JobDesk.open(where.host);
    try {
      return new Scene(where, devops, desk, `${name}-${randomBytes(3).toString('hex')}`, agentPools);
    } catch (error) {
      // Servers that stay open would keep the scenario's process alive until its time limit.
      desk.close();
      await devops.close();
      throw error;
    }
  }

  get namespace(): string {
    return this.deployment.namespace;
  }

  /** Names of the agent pools in Azure DevOps. */
  get poolNames(): readonly string[] {
    return [...new Set(this.#agentPools.map((entry) => `${entry.pool ?? entry.name ?? 'linux'}`))];
  }

  /** Name of the ScaledJob, and start of the agents' names, of an entry. */
  scaledJob(entry = this.#agentPools[0]?.name ?? 'linux'): string {
    return `${this.#name}-${entry}`;
  }

  /** The deployed config, with changes of its first entry and of the image. */
  config(changes: AgentPoolInput = {}, image = this.environment.image) {
    const [first, ...others] = this.#agentPools;
    const agentPools = [{ ...first, ...changes }, ...others];
    return testConfig({ name: this.#name, organizationUrl: this.devops.url, image, agentPools });
  }

  /** Queues jobs at once. */
  queue(count: number, spec: TestJobSpec = {}): TestJob[] {
    return Array.from({ length: count }, () => this.queueOne(spec));
  }

  queueOne({ pool = this.poolNames[0] ?? '', script, seconds = 0, held = false, ...spec }: TestJobSpec = {}): TestJob {
    const { number, script: whole } = this.desk.enrol(script ?? `sleep ${seconds}`, held);
    const job = new TestJob(this.devops.queueJob({ ...spec, pool, script: whole }), this.desk, number);
    this.jobs.push(job);
    return job;
  }

  /** All run at the same time. */
  async running(jobs: readonly TestJob[], seconds?: number): Promise<void> {
    const what = () => `all of these run: ${jobs.join('; ')}`;
    await eventually(what, () => jobs.every(({ isRunning }) => isRunning), seconds);
  }

  async over(jobs: readonly TestJob[], seconds?: number): Promise<void> {
    const left = () => jobs.filter(({ isOver }) => !isOver);
    await eventually(
      () => `these are over: ${left().join('; ')}`,
      () => left().length === 0,
      seconds,
    );
  }

  /** Registered agents that take jobs. */
  get agents(): readonly AgentSnapshot[] {
    return this.#registered.filter((agent) => !isPlaceholder(agent));
  }

  /** Registered agents that keep queues open and take no job. */
  get placeholders(): readonly AgentSnapshot[] {
    return this.#registered.filter(isPlaceholder);
  }

  get #registered(): readonly AgentSnapshot[] {
    return this.poolNames.flatMap((pool) => this.devops.agentsOf(pool));
  }

  /** The placeholder of every entry is registered and disabled. */
  async placeholdersReady(): Promise<void> {
    const disabled = () => this.placeholders.filter(({ enabled }) => !enabled).map(({ name }) => name);
    for (const { name } of this.#agentPools) {
      const placeholder = `${this.scaledJob(name)}-placeholder`;
      await eventually(`${placeholder} is registered and disabled`, () => disabled().includes(placeholder));
    }
  }

  /** Removes everything, whatever still runs. */
  async end(): Promise<void> {
    this.pods.end();
    try {
      await this.deployment.remove();
    } finally {
      this.desk.close();
      await this.devops.close();
    }
  }
}

const isPlaceholder = ({ name }: AgentSnapshot): boolean => name.endsWith('-placeholder');
