import { type Calling, callSources, callsPerHour, USUAL } from '../../config/calls/call-sources';
import { LIMIT } from '../../config/calls/polls';

/** Jobs an hour for which the calls are shown. */
export const JOBS_AN_HOUR = 100;

/** The calls of the deployment to the service, and what limits them. */
export function callsLine(config: Calling): string {
  const sources = callSources(config);
  const [idle, busy] = [0, JOBS_AN_HOUR].map((jobs) => callsPerHour(sources, jobs));
  const limit = `${LIMIT.units} TSTU in ${LIMIT.minutes} minutes (learn.microsoft.com, "Rate and usage limits")`;
  return `about ${idle} an hour to Azure DevOps when idle, and ${busy} with ${JOBS_AN_HOUR} jobs of ${USUAL.jobMinutes} minutes an hour, all with one identity. Its limit is ${limit}; what a call costs is not published (docs/calls.md)`;
}
