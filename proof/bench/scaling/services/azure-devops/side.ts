import { FakeDevOps } from '../../../../fake-devops/fake-devops';
import type { LoggedRequest } from '../../../../fake-devops/http/request-log';
import type { Job } from '../../../../fake-devops/state/job';
import type { ServiceJob, ServiceSide } from '../side';
import { azureDevOpsCalls } from './calls';

const AGENT_POOL = 'linux';

/** The fake Azure DevOps with one agent pool. */
export class AzureDevOpsSide implements ServiceSide {
  readonly callerOf = azureDevOpsCalls.callerOf;
  readonly readsQueue = azureDevOpsCalls.readsQueue;
  readonly #fake: FakeDevOps;

  private constructor(fake: FakeDevOps) {
    this.#fake = fake;
  }

  /** @param host address that pods can reach */
  static async start(host: string): Promise<AzureDevOpsSide> {
    return new AzureDevOpsSide(await FakeDevOps.start({ host, pools: [AGENT_POOL] }));
  }

  /** What a variant needs to serve the agent pool. */
  get connection() {
    const { url: organizationUrl, token } = this.#fake;
    return { organizationUrl, token, pool: { id: this.#fake.pool(AGENT_POOL).id, name: AGENT_POOL } };
  }

  /** Registers a placeholder, as a reader of instructions does by hand. */
  addPlaceholder(name: string): void {
    this.#fake.addAgent(AGENT_POOL, { name, version: '99.999.9', enabled: false });
  }

  queueJob(runSeconds: number): ServiceJob {
    return new AzureDevOpsJob(this.#fake.queueJob({ pool: AGENT_POOL, seconds: runSeconds }));
  }

  cancelJob({ id }: Pick<ServiceJob, 'id'>): void {
    const job = this.#fake.jobs.find(({ buildId }) => buildId === id);
    if (job !== undefined) this.#fake.cancelJob(job);
  }

  get jobs(): readonly ServiceJob[] {
    return this.#fake.jobs.map((job) => new AzureDevOpsJob(job));
  }

  onChange(note: () => void): void {
    this.#fake.events.on('change', note);
  }

  get agents() {
    return this.#fake
      .agentsOf(AGENT_POOL)
      .filter(({ enabled }) => enabled)
      .map(({ name, status }) => ({ name, isOnline: status === 'online' }));
  }

  /** Azure DevOps queues a job only if an agent is registered, which the placeholder is. */
  get takesJobs(): boolean {
    return this.#fake.agentsOf(AGENT_POOL).some(({ enabled }) => !enabled);
  }

  get requests(): readonly LoggedRequest[] {
    return this.#fake.requests;
  }

  async close(): Promise<void> {
    await this.#fake.close();
  }
}

class AzureDevOpsJob implements ServiceJob {
  readonly #job: Job;

  constructor(job: Job) {
    this.#job = job;
  }

  get id(): number {
    return this.#job.buildId;
  }

  get queueTime(): number {
    return this.#job.record.queueTime;
  }

  /** Start of its first step, when the worker has started. */
  get startTime(): number | undefined {
    return this.#job.record.startTime;
  }

  get finishTime(): number | undefined {
    return this.#job.request?.finishTime;
  }

  get result(): string | undefined {
    return this.#job.result;
  }

  get agentName(): string | undefined {
    return this.#job.agentName;
  }
}
