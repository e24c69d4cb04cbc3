import { ActionsError } from '../service-error';
import { type JobRecord, type JobResult, withoutRunner } from './job-record';
import type { Jobs } from './jobs';
import type { RunnerSessions } from './runner-sessions';
import type { Runners } from './runners';
import type { Store } from './store';
import { Timers } from './timers';

interface JobRunServices {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly runners: Runners;
  readonly runnerSessions: RunnerSessions;
}

/** What runners do with their jobs: acquire, renew, complete. And what others do to a job that has a runner: cancel it, lose it. */
export class JobRuns {
  readonly #store: Store;
  readonly #jobs: Jobs;
  readonly #runners: Runners;
  readonly #runnerSessions: RunnerSessions;
  readonly #locks: Timers<number>;
  #lostAssignments = 0;

  constructor({ store, jobs, runners, runnerSessions }: JobRunServices) {
    this.#store = store;
    this.#jobs = jobs;
    this.#runners = runners;
    this.#runnerSessions = runnerSessions;
    this.#locks = new Timers(store.clock);
  }

  /** The next runners to acquire their jobs lose them: their registrations are gone, their jobs wait for others (actions/runner#4617). */
  loseAssignments(times: number): void {
    this.#lostAssignments += times;
  }

  /** A runner acquires the job that it was sent. @throws ActionsError 404 for another job, 409 if the assignment is lost */
  acquire(jobId: string, runnerId: number): JobRecord {
    const job = this.#jobOf(jobId, runnerId);
    if (this.#lostAssignments > 0) {
      this.#lostAssignments--;
      this.#jobs.release(job);
      throw new ActionsError(409, 'TaskOrchestrationJobAlreadyAcquiredException', `The job ${jobId} was already acquired.`);
    }
    const running = this.#jobs.started(job);
    this.#lock(job.id);
    return running;
  }

  /** Returns until when the job may run without another renewal. @throws ActionsError 404 if the runner does not have the job any more */
  renew(jobId: string, runnerId: number): number {
    this.#lock(this.#jobOf(jobId, runnerId).id);
    return this.#store.clock.now() + this.#store.settings.jobLockMs;
  }

  /** A runner ends its job, and with it its registration. @throws ActionsError 404 if the runner does not have the job any more */
  complete(jobId: string, runnerId: number, result: JobResult): void {
    this.finish(this.#jobOf(jobId, runnerId), result);
  }

  /** Ends a job that has a runner, and removes the runner. */
  finish(job: JobRecord, result: JobResult): void {
    this.#locks.cancel(job.id);
    const runner = this.#store.findRunner(job.runnerId);
    if (runner !== undefined) this.#runners.useUp(runner);
    this.#jobs.end(job, result);
  }

  /** Cancels a job. One that runs goes on until its runner has ended it. */
  cancel(id: number): void {
    const job = this.#store.job(id);
    if (job.state === 'completed' || job.cancelling) return;
    if (job.state === 'running') {
      const cancelling = { ...job, cancelling: true };
      this.#store.putJob(cancelling);
      // A runner that lives only in the fake has no session.
      if (!this.#runnerSessions.send(job.runnerId ?? 0, 'JobCancellation', job.jobId)) this.#cancelWithoutRunner(cancelling);
      return;
    }
    const runner = this.#store.findRunner(job.runnerId);
    this.#jobs.end(withoutRunner(job), 'canceled');
    if (runner === undefined) return;
    this.#runnerSessions.withdraw(runner.id, job.jobId);
    this.#store.putRunner({ ...runner, jobId: undefined });
  }

  appendLog(job: JobRecord, text: string): void {
    const current = this.#store.job(job.id);
    this.#store.putJob({ ...current, log: current.log + text });
  }

  #cancelWithoutRunner(job: JobRecord): void {
    const runner = this.#store.findRunner(job.runnerId);
    // The lock of a killed runner lapses later; the job ends then.
    if (runner?.status === 'online') this.finish(job, 'canceled');
  }

  /** The lock has lapsed: the job has failed, and its runner is free but offline. */
  #lost(id: number): void {
    const job = this.#store.job(id);
    if (job.state !== 'running') return;
    const runner = this.#store.findRunner(job.runnerId);
    this.#jobs.end(job, job.cancelling ? 'canceled' : 'failed', 'The self-hosted runner lost communication with the server.');
    if (runner === undefined) return;
    this.#store.putRunner({ ...runner, jobId: undefined, status: 'offline' });
    this.#runnerSessions.close(runner.id);
  }

  #lock(id: number): void {
    this.#locks.start(id, this.#store.settings.jobLockMs, () => this.#lost(id));
  }

  #jobOf(jobId: string, runnerId: number): JobRecord {
    const job = this.#store.openJobWith(jobId);
    if (job?.runnerId === runnerId) return job;
    throw new ActionsError(404, 'TaskOrchestrationJobNotFoundException', `The job ${jobId} was not found.`);
  }
}
