import { randomBytes } from 'node:crypto';
import { type Clock, realClock } from '../../fake-devops/clock';
import { type AgentSnapshot, FakeDevOps } from '../../fake-devops/fake-devops';
import type { JobSpec } from '../../fake-devops/state/pipeline';
import type { Behaviour } from '../../fake-devops/stub-agent/behaviour';
import { Deployment, type Installer } from './deployment';
import { type Environment, readEnvironment } from './environment';
import { eventually, type WaitOptions } from './eventually';
import { type GitHubOptions, GitHubSide } from './github/git-hub-side';
import { JobControl } from './job-control';
import { Kubernetes } from './kubernetes';
import { PodWatch } from './pod-watch';
import { type JobWork, type SceneJob, untilAllOver, untilAllRunning } from './scene-job';
import { type AgentPoolInput, ENTRY_NAMES, type RunnerPoolInput, testConfig } from './test-config';
import { TestJob } from './test-job';

export interface SceneOptions {
  /** Start of the deployment's name; at most 16 letters, digits and "-". */
  readonly name: string;
  /** Entries of the config: what differs from a small one called `linux`. @default [{}] */
  readonly agentPools?: readonly AgentPoolInput[];
  /** Runner pools of the config: what differs from a small one called `gh-linux`. @default [] */
  readonly runnerPools?: readonly RunnerPoolInput[];
  /** The fake GitHub, which there is only with runner pools. */
  readonly gitHub?: GitHubOptions;
  /** Behaviour of the stub agents. @default - quick ones */
  readonly stub?: Partial<Behaviour>;
  /** Clock of the fake Azure DevOps. @default - the machine's */
  readonly clock?: Clock;
  /** Parallel jobs of the organisation. @default - more than any scenario needs */
  readonly parallelJobs?: number;
  /** How the objects get onto the cluster. @default - they are applied, as `npm run manifests` writes them */
  readonly install?: Installer;
}

/** A job to queue. In addition to its script it reports that it has started. */
export interface TestJobSpec extends JobWork, Omit<JobSpec, 'pool' | 'script' | 'seconds'> {
  /** Name of the agent pool. @default - the first one */
  readonly pool?: string;
}

/** Stub agents that start quickly, but not instantly. */
const QUICK_AGENTS: Partial<Behaviour> = { configSeconds: 1, listenSeconds: 1, workerSeconds: 0.5, finishSeconds: 0.2 };

/** What differs from the deployed config. */
interface ConfigChanges {
  /** Changes of the first agent pool. */
  readonly entry?: AgentPoolInput;
  /** Changes of the first runner pool. */
  readonly runnerPool?: RunnerPoolInput;
  /** @default - the agent image of the environment */
  readonly image?: string;
}

interface SceneParts extends Pick<Scene, 'environment' | 'devops' | 'gitHub'> {
  readonly jobControl: JobControl;
  readonly name: string;
  readonly agentPools: readonly AgentPoolInput[];
  readonly runnerPools: readonly RunnerPoolInput[];
  readonly install: Installer | undefined;
}

/** One deployment with its own fake Azure DevOps and, if it has runner pools, its own fake GitHub, in a cluster that it shares. */
export class Scene {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  readonly devops: FakeDevOps;
  /** Undefined without runner pools. */
  readonly gitHub: GitHubSide | undefined;
  readonly deployment: Deployment;
  readonly pods: PodWatch;
  readonly jobs: TestJob[] = [];
  readonly #jobControl: JobControl;
  readonly #name: string;
  readonly #agentPools: readonly AgentPoolInput[];
  readonly #runnerPools: readonly RunnerPoolInput[];

  private constructor({ environment, devops, gitHub, jobControl, name, agentPools, runnerPools, install }: SceneParts) {
    this.environment = environment;
    this.kubernetes = new Kubernetes(environment.kubeconfig);
    this.devops = devops;
    this.gitHub = gitHub;
    this.#jobControl = jobControl;
    this.#name = name;
    this.#agentPools = agentPools;
    this.#runnerPools = runnerPools;
    this.deployment = new Deployment(this.kubernetes, this.config(), install);
    this.pods = new PodWatch(this.kubernetes, this.namespace);
  }

  /** Deploys, and waits until every placeholder is registered and disabled, and the scaler polls every scale set. */
  static async start(options: SceneOptions): Promise<Scene> {
    const scene = await Scene.#startServers(options);
    try {
      await scene.deploy();
      await scene.pods.begin();
      await scene.untilPlaceholdersReady();
      await scene.gitHub?.untilSessionsOpen();
      return scene;
    } catch (error) {
      await scene.end();
      throw error;
    }
  }

  static async #startServers(options: SceneOptions): Promise<Scene> {
    const { name, stub = {}, clock = realClock, parallelJobs, install } = options;
    const environment = readEnvironment();
    const { host } = environment;
    const agentPools = (options.agentPools ?? [{}]).map((entry) => ({ name: ENTRY_NAMES.agentPool, ...entry }));
    const runnerPools = (options.runnerPools ?? []).map((entry) => ({ name: ENTRY_NAMES.runnerPool, ...entry }));
    const devops = await FakeDevOps.start({ host, pools: poolNamesOf(agentPools), clock });
    devops.stub.set({ ...QUICK_AGENTS, ...stub });
    if (parallelJobs !== undefined) devops.settings.parallelJobs = parallelJobs;
    const jobControl = await JobControl.start(host);
    let gitHub: GitHubSide | undefined;
    try {
      if (runnerPools.length > 0) gitHub = await GitHubSide.start({ ...options.gitHub, host, jobControl, runnerPools });
      const unique = `${name}-${randomBytes(3).toString('hex')}`;
      return new Scene({ environment, devops, gitHub, jobControl, name: unique, agentPools, runnerPools, install });
    } catch (error) {
      // Servers that stay open would keep the scenario's process alive until its time limit.
      jobControl.close();
      await Promise.all([devops.close(), gitHub?.close()]);
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
  scaledJobName(entry = this.#agentPools[0]?.name ?? this.#runnerPools[0]?.name ?? ENTRY_NAMES.agentPool): string {
    return `${this.#name}-${entry}`;
  }

  /** Returns the deployed config with some changes. */
  config({ entry = {}, runnerPool = {}, image = this.environment.image }: ConfigChanges = {}) {
    const { kedaVersion, trigger, runnerImage } = this.environment;
    const { gitHub } = this;
    return testConfig({
      name: this.#name,
      image,
      runnerImage,
      kedaVersion,
      trigger,
      organizationUrl: this.devops.url,
      agentPools: withFirst(this.#agentPools, entry),
      gitHub: gitHub,
      runnerPools: withFirst(this.#runnerPools, runnerPool),
    });
  }

  /** Does what `cdktf deploy` does for the first time, or later with a changed config. */
  async deploy(changes: ConfigChanges = {}): Promise<void> {
    await this.deployment.apply(this.config(changes), {
      token: this.#agentPools.length > 0 ? this.devops.token : undefined,
      gitHubKey: this.gitHub?.key,
    });
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
  async untilRunning(jobs: readonly SceneJob[], options: WaitOptions = {}): Promise<void> {
    await untilAllRunning(jobs, options);
  }

  /** Waits until all of these jobs are over, whatever their results. */
  async untilOver(jobs: readonly SceneJob[], options: WaitOptions = {}): Promise<void> {
    await untilAllOver(jobs, options);
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
      await this.gitHub?.close();
    }
  }
}

/** Names of the agent pools that entries serve, each once. */
const poolNamesOf = (entries: readonly AgentPoolInput[]): string[] => [
  ...new Set(entries.map((entry) => `${entry.pool ?? entry.name ?? ENTRY_NAMES.agentPool}`)),
];

/** The entries, with changes of the first one. */
function withFirst<T extends object>([first, ...others]: readonly T[], changes: Partial<T>): readonly T[] {
  return first === undefined ? [] : [{ ...first, ...changes }, ...others];
}

const isPlaceholder = ({ name }: AgentSnapshot): boolean => name.endsWith('-placeholder');
