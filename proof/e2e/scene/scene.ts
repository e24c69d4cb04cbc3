import { randomBytes } from 'node:crypto';
import type { ConfigInput } from '../../../config/types';
import { type Clock, realClock } from '../../fake-devops/clock';
import { type AgentSnapshot, FakeDevOps } from '../../fake-devops/fake-devops';
import type { JobSpec } from '../../fake-devops/state/pipeline';
import type { Behaviour } from '../../fake-devops/stub-agent/behaviour';
import { Deployment } from './deployment';
import { type Environment, readEnvironment } from './environment';
import { eventually, type WaitOptions } from './eventually';
import { JobControl } from './job-control';
import { Kubernetes } from './kubernetes';
import { PodWatch } from './pod-watch';
import { testConfig } from './test-config';
import { TestJob } from './test-job';

type AgentPoolInput = Partial<NonNullable<ConfigInput['agentPools']>[number]>;

export interface SceneOptions {
  /** Start of the deployment's name; at most 16 letters, digits and "-". */
  readonly name: string;
  /** Entries of the config: what differs from a small one called `linux`. @default [{}] */
  readonly agentPools?: readonly AgentPoolInput[];
  /** Behaviour of the stub agents. @default - quick ones */
  readonly stub?: Partial<Behaviour>;
  /** Clock of the fake Azure DevOps. @default - the machine's */
  readonly clock?: Clock;
  /** Parallel jobs of the organisation. @default - more than any scenario needs */
  readonly parallelJobs?: number;
}

/** A job to queue. In addition to its script it reports that it has started. */
export interface TestJobSpec extends Omit<JobSpec, 'pool' | 'script' | 'seconds'> {
  /** Name of the agent pool. @default - the first one */
  readonly pool?: string;
  /** What the job does, for bash. @default - it sleeps for `seconds` */
  readonly script?: string;
  /** How long a job without a script sleeps. @default 0 */
  readonly seconds?: number;
  /** Whether the job runs until it is released. @default false */
  readonly held?: boolean;
}

/** Stub agents that start quickly, but not instantly. */
const QUICK_AGENTS: Partial<Behaviour> = { configSeconds: 1, listenSeconds: 1, workerSeconds: 0.5, finishSeconds: 0.2 };

/** What differs from the deployed config. */
interface ConfigChanges {
  /** Changes of the first entry. */
  readonly entry?: AgentPoolInput;
  /** @default - the agent image of the environment */
  readonly image?: string;
}

interface SceneParts {
  readonly environment: Environment;
  readonly devops: FakeDevOps;
  readonly jobControl: JobControl;
  readonly name: string;
  readonly agentPools: readonly AgentPoolInput[];
}

/** One deployment with its own fake Azure DevOps, in a cluster that it shares with other scenes. */
export class Scene {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  readonly devops: FakeDevOps;
  readonly deployment: Deployment;
  readonly pods: PodWatch;
  readonly jobs: TestJob[] = [];
  readonly #jobControl: JobControl;
  readonly #name: string;
  readonly #agentPools: readonly AgentPoolInput[];

  private constructor({ environment, devops, jobControl, name, agentPools }: SceneParts) {
    this.environment = environment;
    this.kubernetes = new Kubernetes(environment.kubeconfig);
    this.devops = devops;
    this.#jobControl = jobControl;
    this.#name = name;
    this.#agentPools = agentPools;
    this.deployment = new Deployment(this.kubernetes, this.config());
    this.pods = new PodWatch(this.kubernetes, this.namespace);
  }

  /** Deploys, and waits until every placeholder is registered and disabled. */
  static async start(options: SceneOptions): Promise<Scene> {
    const scene = await Scene.#startServers(options);
    try {
      await scene.deployment.apply(scene.config(), scene.devops.token);
      await scene.pods.begin();
      await scene.untilPlaceholdersReady();
      return scene;
    } catch (error) {
      await scene.end();
      throw error;
    }
  }

  static async #startServers({ name, agentPools = [{}], stub = {}, clock = realClock, parallelJobs }: SceneOptions): Promise<Scene> {
    const environment = readEnvironment();
    const devops = await FakeDevOps.start({ host: environment.host, pools: poolNamesOf(agentPools), clock });
    devops.stub.set({ ...QUICK_AGENTS, ...stub });
    if (parallelJobs !== undefined) devops.settings.parallelJobs = parallelJobs;
    const jobControl = await JobControl.start(environment.host);
    try {
      return new Scene({ environment, devops, jobControl, name: `${name}-${randomBytes(3).toString('hex')}`, agentPools });
    } catch (error) {
      // Servers that stay open would keep the scenario's process alive until its time limit.
      jobControl.close();
      await devops.close();
      throw error;
    }
  }

  get namespace(): string {
    return this.deployment.namespace;
  }

  /** Names of the agent pools in the fake Azure DevOps. */
  get poolNames(): readonly string[] {
    return poolNamesOf(this.#agentPools);
  }

  /** Name of an entry's ScaledJob, which is also the start of the names of its agents. @param entry by default the first one */
  scaledJobName(entry = this.#agentPools[0]?.name ?? 'linux'): string {
    return `${this.#name}-${entry}`;
  }

  /** Returns the deployed config with some changes. */
  config({ entry = {}, image = this.environment.image }: ConfigChanges = {}) {
    const [first, ...others] = this.#agentPools;
    const agentPools = [{ ...first, ...entry }, ...others];
    const { kedaVersion, trigger } = this.environment;
    return testConfig({ name: this.#name, organizationUrl: this.devops.url, image, kedaVersion, trigger, agentPools });
  }

  /** Queues several equal jobs together. */
  queue(count: number, spec: TestJobSpec = {}): TestJob[] {
    return Array.from({ length: count }, () => this.queueOne(spec));
  }

  queueOne({ pool = this.poolNames[0] ?? '', script, seconds = 0, held = false, ...spec }: TestJobSpec = {}): TestJob {
    const { number, script: reportingScript } = this.#jobControl.add({ script: script ?? `sleep ${seconds}`, held });
    const job = new TestJob(this.devops.queueJob({ ...spec, pool, script: reportingScript }), this.#jobControl, number);
    this.jobs.push(job);
    return job;
  }

  /** Waits until all of these jobs run at the same time. */
  async untilRunning(jobs: readonly TestJob[], options: WaitOptions = {}): Promise<void> {
    const what = () => `these jobs run at the same time: ${jobs.join('; ')}`;
    await eventually(what, () => jobs.every(({ isRunning }) => isRunning), options);
  }

  /** Waits until all of these jobs are over, whatever their results. */
  async untilOver(jobs: readonly TestJob[], options: WaitOptions = {}): Promise<void> {
    const unfinished = () => jobs.filter(({ isOver }) => !isOver);
    await eventually(
      () => `these jobs are over: ${unfinished().join('; ')}`,
      () => unfinished().length === 0,
      options,
    );
  }

  /** Registered agents without the placeholders. */
  get agents(): readonly AgentSnapshot[] {
    return this.#registered.filter((agent) => !isPlaceholder(agent));
  }

  /** Registered placeholders. */
  get placeholders(): readonly AgentSnapshot[] {
    return this.#registered.filter(isPlaceholder);
  }

  get #registered(): readonly AgentSnapshot[] {
    return this.poolNames.flatMap((pool) => this.devops.agentsOf(pool));
  }

  /** Waits until the placeholder of every entry is registered and disabled. */
  async untilPlaceholdersReady(): Promise<void> {
    const disabled = () => this.placeholders.filter(({ enabled }) => !enabled).map(({ name }) => name);
    for (const { name } of this.#agentPools) {
      const placeholder = `${this.scaledJobName(name)}-placeholder`;
      await eventually(`${placeholder} is registered and disabled`, () => disabled().includes(placeholder));
    }
  }

  /** Removes the deployment, including running jobs, and stops the servers. */
  async end(): Promise<void> {
    this.pods.end();
    try {
      await this.deployment.remove();
    } finally {
      this.#jobControl.close();
      await this.devops.close();
    }
  }
}

/** Names of the agent pools that entries serve, each once. */
const poolNamesOf = (entries: readonly AgentPoolInput[]): string[] => [
  ...new Set(entries.map((entry) => `${entry.pool ?? entry.name ?? 'linux'}`)),
];

const isPlaceholder = ({ name }: AgentSnapshot): boolean => name.endsWith('-placeholder');
