import { FakeGitHub } from '../../../fake-github/fake-github';
import type { App } from '../../../fake-github/identity/app';
import type { Permissions } from '../../../fake-github/identity/permissions';
import type { Settings } from '../../../fake-github/settings';
import type { JobSpec } from '../../../fake-github/state/job-spec';
import type { Runner } from '../../../fake-github/state/runner';
import type { Mode } from '../../../fake-github/state/store';
import type { Behaviour } from '../../../fake-github/stub-runner/behaviour';
import { eventually } from '../eventually';
import type { JobControl } from '../job-control';
import type { JobWork } from '../scene-job';
import type { GitHubAuth, RunnerPoolInput } from '../test-config';
import { WorkflowJob } from './workflow-job';

export interface GitHubOptions {
  /** How jobs reach scale sets: as on github.com, or as on GitHub Enterprise Server. @default 'direct' */
  readonly mode?: Mode;
  /** What the deployment signs in with. A token has only the permissions that it needs. @default 'app' */
  readonly signIn?: GitHubAuth['kind'];
  /** What the runners belong to. @default 'organisation' */
  readonly scope?: 'organisation' | 'repository';
  /** What differs from GitHub's usual behaviour. */
  readonly settings?: Partial<Settings>;
  /** Called before the scaler exists. */
  readonly prepare?: (gitHub: GitHubSide) => void;
}

/** A job to queue. In addition to its script it reports that it has started. */
export interface WorkflowJobSpec extends JobWork, Omit<JobSpec, 'labels' | 'script' | 'seconds'> {
  /** What `runs-on` asks for. @default - the name of the first scale set */
  readonly labels?: string | readonly string[];
}

interface GitHubParts extends GitHubOptions {
  /** Address of this machine that pods can reach. */
  readonly host: string;
  readonly jobControl: JobControl;
  readonly runnerPools: readonly RunnerPoolInput[];
}

/** Stub runners that start quickly, but not instantly. */
const QUICK_RUNNERS: Partial<Behaviour> = { listenSeconds: 1, workerSeconds: 0.5, finishSeconds: 0.2, retryScale: 0.2 };

/** What docs/github.md says that a fine-grained token needs for the runners of an organisation. */
const TOKEN_PERMISSIONS: Permissions = { administration: 'read', metadata: 'read', organization_self_hosted_runners: 'write' };

/** Lifetime of the token: 60 days, which no check finds short. */
const TOKEN_SECONDS = 60 * 24 * 3600;

/** The repository whose workflows queue the jobs. It is in the organisation. */
const REPOSITORY = 'contoso/app';

/** GitHub in a scene: the fake with one App, and the jobs that a scenario queues. */
export class GitHubSide {
  readonly fake: FakeGitHub;
  readonly app: App;
  /** How the deployment signs in. */
  readonly auth: GitHubAuth;
  /** The private key of the App, or the token, that the deployment starts with. */
  readonly key: string;
  /** What the runners belong to. */
  readonly url: string;
  readonly jobs: WorkflowJob[] = [];
  readonly #jobControl: JobControl;
  readonly #scaleSets: readonly string[];

  private constructor(fake: FakeGitHub, { jobControl, runnerPools, signIn = 'app', scope = 'organisation' }: GitHubParts) {
    const { app, installation, privateKey } = fake.addApp();
    this.fake = fake;
    this.app = app;
    this.auth = signIn === 'app' ? { kind: signIn, clientId: app.clientId, installationId: installation.id } : { kind: signIn };
    this.key =
      signIn === 'app' ? privateKey : fake.issueToken({ kind: 'fine-grained', permissions: TOKEN_PERMISSIONS, expiresIn: TOKEN_SECONDS });
    this.url = scope === 'organisation' ? fake.organisation() : fake.repository(REPOSITORY);
    this.#jobControl = jobControl;
    this.#scaleSets = runnerPools.map(({ name = '', scaleSet = name }) => scaleSet);
  }

  static async start(parts: GitHubParts): Promise<GitHubSide> {
    const { host, mode = 'direct', settings = {} } = parts;
    const fake = await FakeGitHub.start({ host, mode, repositories: [REPOSITORY], settings });
    fake.stub.set(QUICK_RUNNERS);
    const side = new GitHubSide(fake, parts);
    parts.prepare?.(side);
    return side;
  }

  /** Queues several equal jobs together. */
  queue(count: number, spec: WorkflowJobSpec = {}): WorkflowJob[] {
    return Array.from({ length: count }, () => this.queueOne(spec));
  }

  queueOne({ labels = this.#scaleSets[0] ?? '', script, seconds = 0, held = false, ...spec }: WorkflowJobSpec = {}): WorkflowJob {
    const { number, script: reportingScript } = this.#jobControl.add({ script: script ?? `sleep ${seconds}`, held });
    const job = new WorkflowJob(this.fake.queueJob({ ...spec, labels, script: reportingScript }), this.#jobControl, number);
    this.jobs.push(job);
    return job;
  }

  /** Registered runners. */
  get runners(): readonly Runner[] {
    return this.fake.runners;
  }

  /** Waits until one replica of the scaler has the session of every scale set. */
  async untilSessionsOpen(): Promise<void> {
    const open = () => this.fake.scaleSets.filter(({ capacity }) => capacity !== undefined).map(({ name }) => name);
    await eventually(
      () => `the scaler polls the scale sets ${this.#scaleSets}; so far ${open()}`,
      () => this.#scaleSets.every((name) => open().includes(name)),
    );
  }

  async close(): Promise<void> {
    await this.fake.close();
  }
}
