import { PLACEHOLDER } from '../../../config/timings';
import { RUN_LOCK_MS } from '../../fake-devops/state/job-request';

/** Azure DevOps abandons a job when its agent has not renewed the lock for this long. */
export const LOCK_MINUTES = RUN_LOCK_MS / 60_000;

/** The placeholder deletes an agent that has been offline for this long. */
export const REAP_MINUTES = PLACEHOLDER.reapAfter.minutes;
