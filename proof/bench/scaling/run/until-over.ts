import { setTimeout as delay } from 'node:timers/promises';
import type { PlayedJob } from './play';

/** Time limit of a run. Its jobs that are not over by then count as lost. */
const MAX_RUN_SECONDS = 1200;
const POLL_MS = 250;

/** Waits until all jobs are over, or the time limit of a run has passed since `startMs`. */
export async function untilOver(jobs: readonly PlayedJob[], stop: AbortSignal, startMs = Date.now()): Promise<void> {
  const deadlineMs = startMs + MAX_RUN_SECONDS * 1000;
  const isOver = () => jobs.every(({ job }) => job.result !== undefined) || Date.now() > deadlineMs;
  while (!isOver()) await delay(POLL_MS, undefined, { signal: stop });
}
