import type { JobRecord } from './job-record';
import type { Runner } from './runner';

/** The numbers of a scale set, in the spelling of the service (actions/scaleset, types.go). */
export interface Statistics {
  readonly totalAvailableJobs: number;
  readonly totalAcquiredJobs: number;
  readonly totalAssignedJobs: number;
  readonly totalRunningJobs: number;
  readonly totalRegisteredRunners: number;
  readonly totalBusyRunners: number;
  readonly totalIdleRunners: number;
}

/** Counts unfinished jobs and registered runners for a scale set. */
export function statisticsOf(scaleSetId: number, jobs: Iterable<JobRecord>, runners: Iterable<Runner>): Statistics {
  const counts = { available: 0, acquired: 0, assigned: 0, running: 0 };
  for (const job of jobs) {
    if (job.state === 'available' && job.offeredTo.includes(scaleSetId)) counts.available++;
    if (job.scaleSetId !== scaleSetId) continue;
    if (job.state === 'acquired') counts.acquired++;
    if (job.state === 'assigned' || job.state === 'running') counts.assigned++;
    if (job.state === 'running') counts.running++;
  }
  const ours = [...runners].filter((runner) => runner.scaleSetId === scaleSetId);
  const online = ours.filter(({ status }) => status === 'online');
  return {
    totalAvailableJobs: counts.available,
    totalAcquiredJobs: counts.acquired,
    totalAssignedJobs: counts.assigned,
    totalRunningJobs: counts.running,
    totalRegisteredRunners: ours.length,
    totalBusyRunners: ours.filter(({ jobId }) => jobId !== undefined).length,
    totalIdleRunners: online.filter(({ jobId }) => jobId === undefined).length,
  };
}
