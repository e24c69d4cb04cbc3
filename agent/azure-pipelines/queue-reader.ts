import type { DevOps } from '../../providers/azure-devops/client/client';
import type { JobRequest } from '../../providers/azure-devops/client/types';
import type { AgentPoolRef } from '../../providers/contract/agent-service';
import type { QueueReading, QueueSource } from '../../providers/contract/queue';
import { isEphemeral } from '../../providers/contract/reap-rule';
import { ServiceError } from '../../providers/contract/service-error';
import { EntryCapabilities, type EntryCapabilitiesInputs } from './entry-capabilities';

export interface QueueReaderInputs extends EntryCapabilitiesInputs {
  readonly client: Pick<DevOps, 'findAgentPool' | 'jobs' | 'capabilities'>;
  readonly pool: AgentPoolRef;
}

/** Reads the queue of an agent pool once for all entries, and matches its jobs with them as Azure DevOps matches jobs with agents. */
export class QueueReader implements QueueSource {
  readonly title: string;
  readonly entries: readonly string[];
  readonly #inputs: QueueReaderInputs;
  readonly #capabilities: EntryCapabilities;
  /** Looked up once, and again after the service has said that it does not exist. */
  #poolId: number | undefined;

  constructor(inputs: QueueReaderInputs) {
    const { pool, entries } = inputs;
    this.title = 'id' in pool ? `${pool.id}` : pool.name;
    this.entries = entries.map(({ name }) => name);
    this.#inputs = inputs;
    this.#capabilities = new EntryCapabilities(inputs);
  }

  async read(): Promise<QueueReading> {
    try {
      const poolId = await this.#findAgentPool();
      await this.#capabilities.refreshIfOld(poolId);
      const { value } = await this.#inputs.client.jobs(poolId, 0);
      const unfinished = value.filter(({ result }) => !result);
      const waiting = unfinished.filter((job) => job.receiveTime === undefined && !this.#isAssignedToOthers(job)).toSorted(byAge);
      await this.#capabilities.refreshIfUnmatched(
        poolId,
        waiting.map((job) => job.demands ?? []),
      );
      return {
        waiting: waiting.map((job) => this.#waitingJob(job)),
        received: unfinished.filter(({ receiveTime }) => receiveTime !== undefined).flatMap(receivedJob),
      };
    } catch (error) {
      if (error instanceof ServiceError && error.fault === 'absent') this.#poolId = undefined;
      throw error;
    }
  }

  async #findAgentPool(): Promise<number> {
    const { client, pool } = this.#inputs;
    this.#poolId ??= (await client.findAgentPool(pool))?.id;
    if (this.#poolId !== undefined) return this.#poolId;
    const remedy = 'check its name, and that the identity is an Administrator of the agent pool';
    throw new ServiceError(`agent pool "${this.title}" not found: ${remedy}`, { fault: 'absent' });
  }

  #waitingJob(job: JobRequest) {
    return {
      id: job.requestId,
      fits: this.#capabilities.entriesFor(job.demands ?? []),
      assignedTo: agentOf(job),
      queuedAt: job.queueTime,
      limited: job.data?.ParallelismTag?.toLowerCase() !== 'public',
    };
  }

  /** Whether an agent that does not belong to these entries will run the job. */
  #isAssignedToOthers(job: JobRequest): boolean {
    const agent = agentOf(job);
    return agent !== undefined && !this.entries.some((entry) => isEphemeral(agent, `${entry}-`));
  }
}

const agentOf = ({ reservedAgent }: JobRequest): string | undefined => reservedAgent?.name ?? undefined;

const receivedJob = (job: JobRequest) => {
  const agent = agentOf(job);
  return agent === undefined ? [] : [{ id: job.requestId, agent, queuedAt: job.queueTime, receivedAt: job.receiveTime }];
};

const byAge = (one: JobRequest, other: JobRequest) => (one.queueTime ?? 0) - (other.queueTime ?? 0) || one.requestId - other.requestId;
