import type { JobRecord, JobResult } from '../state/job-record';
import type { Run, Workflow } from '../state/run';
import type { Store } from '../state/store';
import { repositoryView } from './repository-view';

const CONCLUSIONS: Readonly<Record<JobResult, string>> = { succeeded: 'success', failed: 'failure', canceled: 'cancelled' };

const dateOf = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());

/** The status of a job in the REST API. */
const statusOf = ({ state }: JobRecord): string => (state === 'completed' ? 'completed' : state === 'running' ? 'in_progress' : 'queued');

const conclusionOf = ({ result }: JobRecord): string | null => (result === undefined ? null : CONCLUSIONS[result]);

export function jobView(job: JobRecord, store: Store, url: string) {
  const run = store.run(job.runId);
  const runner = store.findRunner(job.runnerId);
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: 1,
    workflow_name: run.workflow.name,
    head_branch: run.branch,
    name: job.name,
    status: statusOf(job),
    conclusion: conclusionOf(job),
    labels: job.labels,
    created_at: dateOf(job.queueTime),
    // Until a job starts, GitHub repeats the time of its creation.
    started_at: dateOf(job.startTime ?? job.queueTime),
    completed_at: dateOf(job.finishTime),
    runner_id: job.state === 'running' || job.startTime !== undefined ? (job.runnerId ?? null) : null,
    runner_name: job.startTime === undefined ? null : (job.runnerName ?? null),
    runner_group_id: runner?.groupId ?? null,
    steps: [],
    url: `${url}/actions/jobs/${job.id}`,
    run_url: `${url}/actions/runs/${run.id}`,
  };
}

/** The state of a run follows from its jobs. */
export function runState(jobs: readonly JobRecord[]): { status: string; conclusion: string | null } {
  if (jobs.some(({ state }) => state !== 'completed')) {
    const hasBegun = jobs.some(({ startTime, state }) => startTime !== undefined || state === 'completed');
    return { status: hasBegun ? 'in_progress' : 'queued', conclusion: null };
  }
  const worst = (['failed', 'canceled'] as const).find((each) => jobs.some(({ result }) => result === each));
  return { status: 'completed', conclusion: CONCLUSIONS[worst ?? 'succeeded'] };
}

export function runView(run: Run, store: Store, url: string) {
  const jobs = store.jobs.filter(({ runId }) => runId === run.id);
  const starts = jobs.flatMap(({ startTime }) => startTime ?? []);
  const lastChange = Math.max(run.createdAt, ...starts, ...jobs.flatMap(({ finishTime }) => finishTime ?? []));
  return {
    id: run.id,
    name: run.workflow.name,
    display_title: run.title,
    path: run.workflow.path,
    workflow_id: run.workflow.id,
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    head_branch: run.branch,
    repository: repositoryView(store.repository(run.workflow.repository)),
    ...runState(jobs),
    created_at: dateOf(run.createdAt),
    run_started_at: dateOf(run.createdAt),
    updated_at: dateOf(lastChange),
    url: `${url}/actions/runs/${run.id}`,
    html_url: `${url}/actions/runs/${run.id}`,
    jobs_url: `${url}/actions/runs/${run.id}/jobs`,
  };
}

export const workflowView = ({ id, name, path }: Workflow) => ({ id, name, path, state: 'active' });
