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

  /**
   * Only agents that the service names count as others. If it names none, its own count would include the agents of this
   * deployment, and jobs would be held back for them.
   */
  async read(): Promise<ParallelJobsReading> {
    const { bought, agents } = await this.#organization.parallelJobs({ running: true });
    const isOwn = (agent: string) => this.#entries.some((entry) => isEphemeral(agent, `${entry}-`));
    return { bought, others: agents.filter((agent) => agent !== '' && !isOwn(agent)).length };
  }
}
