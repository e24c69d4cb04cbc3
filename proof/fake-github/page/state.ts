import type { LoggedRequest } from '../../fake-devops/http/request-log';
import type { Services } from '../routes/services';
import { statisticsIn } from '../routes/views';
import type { JobRecord } from '../state/job-record';
import type { Runner } from '../state/runner';
import type { ScaleSet } from '../state/scale-set';
import type { Store } from '../state/store';
import type { PageFaults } from './faults';
import { newestRequests } from './requests';

/** Number of jobs that the page shows. */
const MAX_JOBS = 100;

/** What the state does not get from the services. */
export interface StateSources {
  readonly services: Services;
  readonly faults: PageFaults;
  /** URL of the server, without a trailing slash. */
  readonly origin: string;
  readonly requests: readonly LoggedRequest[];
}

/** The state that the page shows. Times are milliseconds since 1970. */
export function pageState({ services: { store }, faults, origin, requests }: StateSources) {
  const { jobs, runners } = store;
  const count = <T>(items: readonly T[], isCounted: (item: T) => boolean): number => items.filter(isCounted).length;
  return {
    url: origin,
    now: store.clock.now(),
    mode: store.mode,
    configUrls: store.scopes.map(({ path }) => `${origin}/${path}`),
    repositories: store.repositories.map(({ name }) => name),
    waiting: count(jobs, ({ state }) => state !== 'running' && state !== 'completed'),
    running: count(jobs, ({ state }) => state === 'running'),
    succeeded: count(jobs, ({ result }) => result === 'succeeded'),
    notSucceeded: count(jobs, ({ result }) => result !== undefined && result !== 'succeeded'),
    online: count(runners, ({ status }) => status === 'online'),
    scaleSets: store.scaleSets.map((set) => scaleSetState(store, set)),
    jobs: jobs
      .slice(-MAX_JOBS)
      .reverse()
      .map((job) => jobState(store, job)),
    runners: runners.map((runner) => runnerState(store, runner)),
    requests: newestRequests(requests),
    faults: faults.list,
  };
}

function scaleSetState(store: Store, set: ScaleSet) {
  const { id, scope, fields, session } = set;
  return {
    id,
    name: fields.name,
    scope: scope.path,
    group: scope.groups.find((group) => group.id === fields.groupId)?.name ?? String(fields.groupId),
    labels: fields.labels.map(({ name }) => name),
    session: session === undefined ? null : { owner: session.owner, capacity: session.capacity ?? null },
    statistics: statisticsIn(store, set),
  };
}

export function jobState(store: Store, job: JobRecord) {
  return {
    id: job.id,
    run: store.run(job.runId).number,
    name: job.name,
    repository: job.repository,
    labels: job.labels,
    state: job.cancelling && job.state !== 'completed' ? 'cancelling' : job.state,
    result: job.result ?? null,
    scaleSet: scaleSetName(store, job.scaleSetId),
    runner: job.runnerName ?? null,
    assignments: job.assignments,
    queued: job.queueTime,
    assigned: job.assignTime ?? null,
    sent: job.runnerAssignTime ?? null,
    pickedUp: job.startTime ?? null,
    finished: job.finishTime ?? null,
    issue: job.issue ?? null,
  };
}

function runnerState(store: Store, { id, name, status, jobId, scaleSetId, createdOn }: Runner) {
  const job = jobId === undefined ? null : { id: jobId, name: store.job(jobId).name };
  return { id, name, status, job, scaleSet: scaleSetName(store, scaleSetId), registered: createdOn };
}

/** Null for a job or a runner without a scale set, and for one whose scale set is deleted. */
const scaleSetName = (store: Store, id: number | undefined): string | null =>
  store.scaleSets.find((set) => set.id === id)?.fields.name ?? null;
