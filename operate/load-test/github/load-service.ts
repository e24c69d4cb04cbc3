import { OPERATE } from '../../../config/timings';
import type { Agent, AgentPool } from '../../../providers/contract/agent-service';
import { isTransient } from '../../../providers/contract/service-error';
import { scopeOf } from '../../../providers/github/client/connection';
import { GitHubError } from '../../../providers/github/client/error';
import { GitHubRest, type RestRunner } from '../../../providers/github/client/rest';
import type { GitHubConnection } from '../../../providers/github/client/types';
import { type WorkflowRun, Workflows } from '../../../providers/github/client/workflows';
import type { LoadService, RunState, StartedRun, StartOptions } from '../load-service';
import { throughOutage, type Waiting } from '../outage';
import type { Report } from '../report';
import { loadJob } from './load-jobs';

export interface GitHubLoadProps {
  readonly connection: GitHubConnection;
  /** The repository that has the workflow, such as contoso/shop. */
  readonly repository: string;
  readonly waiting: Waiting;
}

/** What starts the runs of the load test. */
const EVENT = 'workflow_dispatch';

export class GitHubLoadService implements LoadService {
  readonly #workflows: Workflows;
  readonly #rest: GitHubRest;
  readonly #props: GitHubLoadProps;

  constructor(props: GitHubLoadProps) {
    this.#workflows = new Workflows(props.connection, props.repository);
    this.#rest = new GitHubRest(props.connection);
    this.#props = props;
  }

  runUrl(runId: number): string {
    const { connection, repository } = this.#props;
    return `${new URL(scopeOf(connection).configUrl).origin}/${repository}/actions/runs/${runId}`;
  }

  waitsFrom(): Report['waitsFrom'] {
    return 'job.created_at';
  }

  unreadable(scaleSet: string | number): readonly string[] {
    return [`The runners of scale set "${scaleSet}" may not be read (docs/github.md has the permission): runners left behind are unknown.`];
  }

  async pipelineId(file: string, stop: AbortSignal): Promise<number> {
    return (await this.#retrying(() => this.#workflows.workflow(file), stop)).id;
  }

  /** GitHub lists the runners of all scale sets together, so a scale set is known by its name alone. */
  async agentPool(scaleSet: string | number, stop: AbortSignal): Promise<AgentPool | undefined> {
    try {
      await this.agents(0, stop);
      return { id: 0, name: String(scaleSet) };
    } catch (error) {
      // GitHub hides what a token may not see.
      if (error instanceof GitHubError && (error.fault === 'right' || error.fault === 'absent')) return undefined;
      throw error;
    }
  }

  async agents(_poolId: number, stop: AbortSignal): Promise<readonly Agent[]> {
    return (await this.#retrying(() => this.#rest.runners(), stop)).map(agentOf);
  }

  /** The answer of GitHub does not name the run, so the new one in the list of runs is it. */
  async start(workflowId: number, { ref, parameters }: StartOptions, stop: AbortSignal): Promise<StartedRun> {
    const workflow = String(workflowId);
    const branch = ref ?? (await this.#retrying(() => this.#workflows.repository(), stop)).default_branch;
    const since = this.#props.waiting.clock.now() - OPERATE.clocks.milliseconds;
    const list = () => this.#workflows.runs(workflow, { event: EVENT, since });
    const before = new Set((await this.#retrying(list, stop)).map(({ id }) => id));
    const isRetryable = (error: unknown) => isTransient(error) && error instanceof GitHubError && error.status >= 400;
    await this.#retrying(() => this.#workflows.dispatch(workflow, { ref: branch, inputs: parameters }), stop, isRetryable);
    // Not ended by Ctrl-C: without its id, the run could not be cancelled.
    const found = await this.#retrying(async () => newRun(await list(), before), new AbortController().signal);
    return { id: found.id, createdDate: found.created_at };
  }

  reader({ id }: StartedRun): (stop: AbortSignal) => Promise<RunState> {
    return async (stop) => {
      // The run first: if it has ended, what is read after it is final.
      const run = await this.#retrying(() => this.#workflows.run(id), stop);
      const jobs = await this.#retrying(() => this.#workflows.jobs(id), stop);
      return { isOver: run.status === 'completed', result: resultOf(run), jobs: jobs.map(loadJob) };
    };
  }

  async cancel(runId: number): Promise<void> {
    await this.#retrying(() => this.#workflows.cancel(runId), new AbortController().signal);
  }

  #retrying<T>(attempt: () => Promise<T>, stop: AbortSignal, isRetryable: (error: unknown) => boolean = isTransient): Promise<T> {
    return throughOutage(attempt, { waiting: this.#props.waiting, stop, isRetryable });
  }
}

/** @throws GitHubError `transient` if it is not listed yet */
function newRun(runs: readonly WorkflowRun[], before: ReadonlySet<number>): WorkflowRun {
  // The list begins with the newest run: of several new ones, the oldest is most likely this one.
  const found = runs.findLast(({ id }) => !before.has(id));
  if (found !== undefined) return found;
  throw new GitHubError('the run is not in the list of runs yet', { fault: 'transient' });
}

const resultOf = ({ conclusion }: WorkflowRun): string | undefined => (conclusion === 'success' ? 'succeeded' : (conclusion ?? undefined));

const agentOf = ({ id, name, status, busy }: RestRunner): Agent => ({
  ...{ id, name, status },
  enabled: true,
  statusChangedOn: undefined,
  assignedRequest: busy ? { requestId: id, receiveTime: undefined } : undefined,
});
