import type { LoggedRequest } from '../../../../fake-devops/http/request-log';
import { FakeGitHub } from '../../../../fake-github/fake-github';
import type { Job } from '../../../../fake-github/state/job';
import type { GitHubPlace } from '../../variants/github/github-variant';
import type { ServiceJob, ServiceSide } from '../side';
import { gitHubCalls } from './calls';

/** The repository whose workflows queue the jobs. It is in the organisation. */
const REPOSITORY = { owner: 'contoso', name: 'app' } as const;
const LABEL = 'aks-linux';

/** The fake GitHub with one organisation, one repository and one App. */
export class GitHubSide implements ServiceSide {
  readonly callerOf = gitHubCalls.callerOf;
  readonly readsQueue = gitHubCalls.readsQueue;
  /** GitHub queues a job without a runner. */
  readonly takesJobs = true;
  readonly #fake: FakeGitHub;

  private constructor(fake: FakeGitHub) {
    this.#fake = fake;
  }

  /** @param host address that pods can reach */
  static async start(host: string): Promise<GitHubSide> {
    const repositories = [`${REPOSITORY.owner}/${REPOSITORY.name}`];
    return new GitHubSide(await FakeGitHub.start({ host, organisations: [REPOSITORY.owner], repositories }));
  }

  /** What a variant needs to have runners for the jobs. */
  connection(): Omit<GitHubPlace, 'name' | 'image' | 'kedaVersion' | 'maxAgents'> {
    const { app, installation, privateKey } = this.#fake.addApp();
    return {
      url: this.#fake.organisation(),
      apiUrl: `${this.#fake.origin}/api/v3`,
      repository: REPOSITORY,
      label: LABEL,
      token: this.#fake.token,
      app: { clientId: app.clientId, installationId: installation.id, privateKey },
    };
  }

  /** Each job is a workflow run of its own. */
  queueJob(runSeconds: number): ServiceJob {
    return new GitHubJob(this.#fake.queueJob({ labels: LABEL, seconds: runSeconds }));
  }

  cancelJob(job: Pick<ServiceJob, 'id'>): void {
    this.#fake.cancelJob(job);
  }

  get jobs(): readonly ServiceJob[] {
    return this.#fake.jobs.map((job) => new GitHubJob(job));
  }

  onChange(note: () => void): void {
    this.#fake.events.on('change', note);
  }

  get agents() {
    return this.#fake.runners.map(({ name, status }) => ({ name, isOnline: status === 'online' }));
  }

  get requests(): readonly LoggedRequest[] {
    return this.#fake.requests;
  }

  async close(): Promise<void> {
    await this.#fake.close();
  }
}

class GitHubJob implements ServiceJob {
  readonly #job: Job;

  constructor(job: Job) {
    this.#job = job;
  }

  get id(): number {
    return this.#job.id;
  }

  get queueTime(): number {
    return this.#job.record.queueTime;
  }

  /** When its runner has acquired it: GitHub notes no later time. The first step follows when the worker has started. */
  get startTime(): number | undefined {
    return this.#job.record.startTime;
  }

  get finishTime(): number | undefined {
    return this.#job.record.finishTime;
  }

  get result(): string | undefined {
    return this.#job.result;
  }

  get agentName(): string | undefined {
    return this.#job.runnerName;
  }
}
