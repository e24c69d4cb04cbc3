import type { Organization } from '../../providers/azure-devops/client/organization';
import type { ParallelJobsReading, ParallelJobsSource } from '../../providers/contract/queue';
import { isEphemeral } from '../../providers/contract/reap-rule';

/** Reads the parallel jobs that the organisation has bought for self-hosted agents, and which of them others use. */
export class ParallelJobsReader implements ParallelJobsSource {
  readonly #organization: Pick<Organization, 'parallelJobs'>;
  readonly #entries: readonly string[];

  /** @param entries names of all entries of the deployment */
  constructor(organization: Pick<Organization, 'parallelJobs'>, entries: readonly string[]) {
    this.#organization = organization;
    this.#entries = entries;
  }

  async read(): Promise<ParallelJobsReading> {
    const { bought, used = 0, agents } = await this.#organization.parallelJobs({ running: true });
    const own = agents.filter((agent) => this.#entries.some((entry) => isEphemeral(agent, `${entry}-`))).length;
    return { bought, others: Math.max(0, Math.max(used, agents.length) - own) };
  }
}
