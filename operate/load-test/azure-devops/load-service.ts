import { Builds } from '../../../providers/azure-devops/client/builds';
import { DevOps } from '../../../providers/azure-devops/client/client';
import { DevOpsError } from '../../../providers/azure-devops/client/error';
import type { Connection } from '../../../providers/azure-devops/client/request';
import type { JobRequest } from '../../../providers/azure-devops/client/types';
import type { Agent, AgentPool } from '../../../providers/contract/agent-service';
import { isTransient } from '../../../providers/contract/service-error';
import type { LoadService, RunState, StartedRun, StartOptions } from '../load-service';
import { throughOutage, type Waiting } from '../outage';
import type { Report } from '../report';
import { joinJobs } from './join-jobs';

export interface AzureDevOpsLoadProps {
  readonly connection: Connection;
  /** Name of the project that has the pipeline. */
  readonly project: string;
  readonly waiting: Waiting;
}

export class AzureDevOpsLoadService implements LoadService {
  readonly #builds: Builds;
  readonly #devOps: DevOps;
  readonly #props: AzureDevOpsLoadProps;

  constructor(props: AzureDevOpsLoadProps) {
    this.#builds = new Builds(props.connection, props.project);
    this.#devOps = new DevOps(props.connection);
    this.#props = props;
  }

  runUrl(runId: number): string {
    const { connection, project } = this.#props;
    return `${connection.url}/${encodeURIComponent(project)}/_build/results?buildId=${runId}`;
  }

  waitsFrom(canRead: boolean): Report['waitsFrom'] {
    return canRead ? 'jobrequest.queueTime' : 'run.createdDate';
  }

  unreadable(agentPool: string | number): readonly string[] {
    return [
      `Agent pool "${agentPool}" does not exist or may not be read (scope Agent Pools (Read), role Reader):`,
      'waits count from the creation of the run, and agents left behind are unknown.',
    ];
  }

  /** The pipeline of this name, or of this id if it is digits. @throws DevOpsError if there is none, or more than one */
  async pipelineId(nameOrId: string, stop: AbortSignal): Promise<number> {
    if (/^\d+$/.test(nameOrId)) return Number(nameOrId);
    const found = await this.#retrying(() => this.#builds.findPipelines(nameOrId), stop);
    const [first] = found;
    if (first !== undefined && found.length === 1) return first.id;
    const what = first === undefined ? 'not found' : `exists ${found.length} times, with the ids ${found.map(({ id }) => id).join(', ')},`;
    const remedy =
      first === undefined ? 'create it from pipelines/load-test.yml (docs/load-test.md), or name another with --pipeline' : 'give an id';
    throw new DevOpsError(`pipeline "${nameOrId}" ${what} in project "${this.#props.project}": ${remedy}`, { fault: 'absent' });
  }

  agentPool(nameOrId: string | number, stop: AbortSignal): Promise<AgentPool | undefined> {
    const ref = typeof nameOrId === 'number' ? { id: nameOrId } : { name: nameOrId };
    return this.#retrying(() => this.#devOps.findAgentPool(ref), stop).catch((error: unknown) => {
      if (error instanceof DevOpsError && error.fault === 'right') return undefined;
      throw error;
    });
  }

  async agents(poolId: number, stop: AbortSignal): Promise<readonly Agent[]> {
    return (await this.#retrying(() => this.#devOps.agents(poolId), stop)).value;
  }

  start(pipelineId: number, options: StartOptions, stop: AbortSignal): Promise<StartedRun> {
    const isRetryable = (error: unknown) => isTransient(error) && error instanceof DevOpsError && error.status >= 400;
    return this.#retrying(() => this.#builds.run(pipelineId, options), stop, isRetryable);
  }

  reader({ id, createdDate }: StartedRun, poolId: number | undefined): (stop: AbortSignal) => Promise<RunState> {
    // Azure DevOps lists only the last of the finished requests, so those that were read before are kept.
    const known = new Map<number, JobRequest>();
    return async (stop) => {
      // The build first: if it has ended, what is read after it is final.
      const build = await this.#retrying(() => this.#builds.build(id), stop);
      const planId = build.orchestrationPlan?.planId;
      if (poolId !== undefined && planId !== undefined) {
        const { value } = await this.#retrying(() => this.#devOps.jobRequestsOfPlan(poolId, planId), stop);
        for (const request of value) if (request.planId === planId) known.set(request.requestId, request);
      }
      const records = await this.#retrying(() => this.#builds.timeline(id), stop);
      const requests = poolId === undefined ? undefined : [...known.values()];
      const jobs = joinJobs({ requests, records, createdDate });
      return { isOver: build.status === 'completed', result: build.result ?? undefined, jobs };
    };
  }

  async cancel(runId: number): Promise<void> {
    await this.#retrying(() => this.#builds.cancel(runId), new AbortController().signal);
  }

  #retrying<T>(attempt: () => Promise<T>, stop: AbortSignal, isRetryable: (error: unknown) => boolean = isTransient): Promise<T> {
    return throughOutage(attempt, { waiting: this.#props.waiting, stop, isRetryable });
  }
}
