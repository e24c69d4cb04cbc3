import { randomUUID } from 'node:crypto';
import type { Events } from './events';
import { type JobRecord, type JobResult, unassigned, withoutRunner } from './job-record';
import { labelsOf, type RunSpec } from './job-spec';
import type { Run } from './run';
import type { Runner } from './runner';
import type { RunnerSessions } from './runner-sessions';
import type { Runners } from './runners';
import type { ScaleSet } from './scale-set';
import type { Store } from './store';
import { Timers } from './timers';

/** Assignments of a job without a runner in time, after which it fails (actions/scaleset, README.md: three more). */
const MAX_ASSIGNMENTS = 4;

interface JobServices {
  readonly store: Store;
  readonly events: Events;
  readonly runners: Runners;
  readonly runnerSessions: RunnerSessions;
}

/** Jobs from queueing to the moment that a runner gets them, and their end. `JobRuns` has what a runner does with its job. */
export class Jobs {
  readonly #store: Store;
  readonly #events: Events;
  readonly #runners: Runners;
  readonly #runnerSessions: RunnerSessions;
  /** How long a job may be in the queue. */
  readonly #queueLimits: Timers<number>;
  /** How long an assigned job waits for a runner. */
  readonly #lapses: Timers<number>;
  /** How long a runner may take to acquire its job. */
  readonly #pickups: Timers<number>;

  constructor({ store, events, runners, runnerSessions }: JobServices) {
    this.#store = store;
    this.#events = events;
    this.#runners = runners;
    this.#runnerSessions = runnerSessions;
    this.#queueLimits = new Timers(store.clock);
    this.#lapses = new Timers(store.clock);
    this.#pickups = new Timers(store.clock);
  }

  /** Starts a run with its jobs. */
  queue({ workflow, jobs, branch = 'main', event = 'workflow_dispatch', title = workflow.name }: RunSpec): {
    run: Run;
    jobs: readonly JobRecord[];
  } {
    const createdAt = this.#store.clock.now();
    const run = { id: this.#store.ids.run(), number: this.#store.ids.runNumber(), workflow, branch, event, title, createdAt };
    this.#store.putRun(run);
    const records = jobs.map(
      (spec): JobRecord => ({
        id: this.#store.ids.job(),
        jobId: randomUUID(),
        runId: run.id,
        name: spec.name ?? 'build',
        repository: workflow.repository,
        labels: labelsOf(spec),
        queueTime: createdAt,
        state: 'queued',
        requestId: 0,
        offeredTo: [],
        missedBy: [],
        assignments: 0,
        cancelling: false,
        seconds: spec.seconds ?? 1,
        script: spec.script,
        log: '',
      }),
    );
    for (const { id } of records) this.#queueLimits.start(id, this.#store.settings.queueLimitMs, () => this.#queuedTooLong(id));
    this.#store.putJob(...records);
    return { run, jobs: records };
  }

  /** A session that announced a capacity of 0 while the job waited never gets it. */
  miss(job: JobRecord, sessionIds: readonly string[]): void {
    this.#store.putJob({ ...job, missedBy: [...job.missedBy, ...sessionIds] });
  }

  /** Offers a job to more scale sets; the first that acquires it gets it. */
  offer(job: JobRecord, sets: readonly ScaleSet[]): void {
    const requestId = job.requestId || this.#store.ids.request();
    const offered: JobRecord = { ...job, state: 'available', requestId, offeredTo: [...job.offeredTo, ...sets.map(({ id }) => id)] };
    this.#store.putJob(offered);
    for (const { id } of sets) {
      this.#events.sendTo(id, 'JobAvailable', offered, { acquireJobUrl: `_apis/runtime/runnerscalesets/${id}/acquirejobs` });
    }
  }

  /** Acquires jobs for a scale set. Returns the ids of those that it gets. */
  acquire(set: ScaleSet, requestIds: readonly number[]): number[] {
    const isOffered = (job: JobRecord) => job.state === 'available' && job.offeredTo.includes(set.id) && requestIds.includes(job.requestId);
    const granted = this.#store.openJobs.filter(isOffered);
    for (const job of granted) this.#store.putJob({ ...job, state: 'acquired', scaleSetId: set.id });
    return granted.map(({ requestId }) => requestId);
  }

  /** Assigns a job to a scale set: it counts for it from now on. */
  assign(job: JobRecord, scaleSetId: number): void {
    const assignments = job.assignments + 1;
    const assigned: JobRecord = { ...job, state: 'assigned', scaleSetId, assignments, assignTime: this.#store.clock.now() };
    this.#lapses.start(job.id, this.#store.settings.assignmentLapseMs * assignments, () => this.#lapse(job.id));
    this.#store.putJob(assigned);
    this.#events.send('JobAssigned', assigned);
  }

  /** Sends a job to an idle runner. */
  reserve(job: JobRecord, runner: Runner): void {
    const { id, jobId } = job;
    this.#lapses.cancel(id);
    this.#pickups.start(id, this.#store.settings.pickupMs, () => this.release(this.#store.job(id)));
    const { id: runnerId, name: runnerName } = runner;
    this.#store.putJob({ ...job, state: 'assigned', runnerId, runnerName, runnerAssignTime: this.#store.clock.now() });
    this.#store.putRunner({ ...runner, jobId: id });
    this.#runnerSessions.send(runnerId, 'RunnerJobRequest', jobId);
  }

  /** The runner has not acquired its job: the job waits for another one, and the registration of the runner is used up. */
  release(job: JobRecord): void {
    if (job.state !== 'assigned' || job.runnerId === undefined) return;
    const runner = this.#store.findRunner(job.runnerId);
    this.#pickups.cancel(job.id);
    const waiting: JobRecord = { ...withoutRunner(job), state: job.scaleSetId === undefined ? 'queued' : 'assigned' };
    if (runner !== undefined) this.#runners.lose(runner);
    this.#lapses.start(job.id, this.#store.settings.assignmentLapseMs * job.assignments, () => this.#lapse(job.id));
    this.#store.putJob(waiting);
  }

  /** The runner has acquired its job. */
  started(job: JobRecord): JobRecord {
    this.#pickups.cancel(job.id);
    this.#queueLimits.cancel(job.id);
    const running: JobRecord = { ...job, state: 'running', startTime: this.#store.clock.now() };
    this.#store.putJob(running);
    this.#events.send('JobStarted', running);
    return running;
  }

  /** Ends a job, whatever its state. The caller frees or removes its runner. */
  end(job: JobRecord, result: JobResult, issue?: string): void {
    for (const timers of [this.#queueLimits, this.#lapses, this.#pickups]) timers.cancel(job.id);
    const ended: JobRecord = { ...job, state: 'completed', result, issue, finishTime: this.#store.clock.now() };
    this.#store.putJob(ended);
    const receivers = job.scaleSetId === undefined ? job.offeredTo : [job.scaleSetId];
    for (const id of receivers) this.#events.sendTo(id, 'JobCompleted', ended, { result });
  }

  /** Returns the jobs of a deleted scale set to the queue, except those that a runner has. */
  requeueAllOf(set: ScaleSet): void {
    for (const job of this.#store.openJobs) {
      const offeredTo = job.offeredTo.filter((id) => id !== set.id);
      if (job.scaleSetId === set.id && job.state !== 'running' && job.runnerId === undefined) {
        this.#lapses.cancel(job.id);
        this.#store.putJob(unassigned(job));
      } else if (job.state === 'available' && offeredTo.length < job.offeredTo.length) {
        this.#store.putJob(offeredTo.length === 0 ? unassigned(job) : { ...job, offeredTo });
      }
    }
  }

  /** No runner came in time: the job is assigned anew, with another id, or fails. */
  #lapse(id: number): void {
    const job = this.#store.job(id);
    if (job.state !== 'assigned' || job.runnerId !== undefined || job.scaleSetId === undefined) return;
    if (job.assignments >= MAX_ASSIGNMENTS) {
      this.#failed(job, 'No runner came for the job.');
      return;
    }
    this.#events.send('JobCompleted', { ...job, finishTime: this.#store.clock.now() }, { result: 'canceled' });
    this.assign({ ...job, jobId: randomUUID() }, job.scaleSetId);
  }

  #queuedTooLong(id: number): void {
    const job = this.#store.job(id);
    if (job.state === 'running' || job.state === 'completed') return;
    const runner = this.#store.findRunner(job.runnerId);
    this.#failed(withoutRunner(job), 'The job was in the queue for too long.');
    if (runner !== undefined) this.#runners.useUp(runner);
  }

  /** The scale set hears that the assignment is canceled; the job has failed. */
  #failed(job: JobRecord, issue: string): void {
    for (const timers of [this.#queueLimits, this.#lapses, this.#pickups]) timers.cancel(job.id);
    const failed: JobRecord = { ...job, state: 'completed', result: 'failed', issue, finishTime: this.#store.clock.now() };
    this.#store.putJob(failed);
    this.#events.send('JobCompleted', failed, { result: 'canceled' });
  }
}
