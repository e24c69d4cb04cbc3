import { type AgentSnapshot, FakeDevOps, type FaultSpec } from '../../../proof/fake-devops/fake-devops';
import { completed } from '../../../proof/fake-devops/state/agent';
import type { Job } from '../../../proof/fake-devops/state/job';
import { finished, renewed } from '../../../proof/fake-devops/state/job-request';

export const TOKEN = 's3cret-token';

/** An Azure DevOps with the one agent pool `linux`, id 44, where no agent polls: jobs go as the test says. */
export class PoolScene {
  readonly devops: FakeDevOps;
  readonly #jobs: Job[] = [];

  static async start(): Promise<PoolScene> {
    return new PoolScene(await FakeDevOps.start({ pools: ['linux'], token: TOKEN }));
  }

  private constructor(devops: FakeDevOps) {
    this.devops = devops;
  }

  stop(): Promise<void> {
    return this.devops.close();
  }

  get url(): string {
    return this.devops.url;
  }

  get agents(): readonly AgentSnapshot[] {
    return this.devops.agentsOf('linux');
  }

  get names(): readonly string[] {
    return this.agents.map(({ name }) => name);
  }

  /** An agent that is online, so that it is given jobs. Returns its id. */
  add(name: string, enabled = true): number {
    return this.devops.addAgent('linux', { name, enabled, status: 'online', version: '4.275.0' }).id;
  }

  remove(id: number): void {
    this.devops.pool('linux').removeAgent(id);
  }

  /** Assigns a job to the one agent that is idle. */
  assignJob(): void {
    const job = this.devops.queueJob({ pool: 'linux' });
    if (job.agentName === undefined) throw new Error('no idle agent took the job');
    this.#jobs.push(job);
  }

  /** The assigned jobs are over. */
  endJobs(): void {
    for (const job of this.#jobs) this.devops.cancelJob(job);
  }

  /** The assigned jobs are picked up. */
  receiveJobs(): void {
    const pool = this.devops.pool('linux');
    for (const { request } of this.#jobs) if (request) pool.putRequest(renewed(request, Date.now()));
  }

  /** A job from its assignment to its end, all at once. */
  runJob(): void {
    this.assignJob();
    this.receiveJobs();
    const pool = this.devops.pool('linux');
    for (const agent of pool.agents.filter(({ assignedRequestId }) => assignedRequestId !== undefined)) {
      pool.putRequest(finished(pool.request(agent.assignedRequestId ?? 0), 'succeeded', Date.now()));
      pool.putAgent(completed(agent, { now: Date.now() }));
    }
  }

  /** As a user does on the page of the agent pool. */
  enable(id: number, enabled = true): void {
    const pool = this.devops.pool('linux');
    pool.putAgent({ ...pool.agent(id), enabled });
  }

  fail(method: Required<FaultSpec>['method'], answer: FaultSpec['answer'], times = 1): void {
    this.devops.fault({ method, path: /^\/_apis\/distributedtask\//, answer, times });
  }

  /** The requests so far as "METHOD path", the path below the agent pool and without the query. */
  calls(method = ''): string[] {
    const below = /^\/_apis\/distributedtask\/(pools\/\d+\/)?/;
    return this.devops.requests
      .filter((request) => request.method.startsWith(method))
      .map((request) => `${request.method} ${request.path.replace(below, '')}`);
  }
}
