import { type Calling, callSources, callsPerHour, USUAL } from '../../config/calls/call-sources';
import { gitHubCallSources } from '../../config/calls/github-call-sources';
import { LIMIT } from '../../config/calls/polls';
import type { Config } from '../../config/types';

/** Jobs an hour for which the calls are shown. */
export const JOBS_AN_HOUR = 100;

/** The calls of the deployment to its services, and what limits them. */
export function callsLine(config: Calling & Pick<Config, 'runnerPools' | 'gitHub'>): string {
  const lines = [
    ...(config.agentPools.length > 0 ? [agentPoolsLine(config)] : []),
    ...(config.runnerPools.length > 0 ? [runnerPoolsLine(config)] : []),
  ];
  return lines.join('; ');
}

function runnerPoolsLine(config: Pick<Config, 'runnerPools' | 'gitHub'>): string {
  const sources = gitHubCallSources(config);
  const [idle, busy] = [0, JOBS_AN_HOUR].map((jobs) => callsPerHour(sources, jobs));
  return `about ${idle} an hour to GitHub when idle, and at most ${busy} with ${JOBS_AN_HOUR} jobs of ${USUAL.jobMinutes} minutes an hour (docs/calls.md)`;
}

function agentPoolsLine(config: Calling): string {
  const sources = callSources(config);
  const [idle, busy] = [0, JOBS_AN_HOUR].map((jobs) => callsPerHour(sources, jobs));
  const limit = `${LIMIT.units} TSTU in ${LIMIT.minutes} minutes (learn.microsoft.com, "Rate and usage limits")`;
  return `about ${idle} an hour to Azure DevOps when idle, and ${busy} with ${JOBS_AN_HOUR} jobs of ${USUAL.jobMinutes} minutes an hour, all with one identity. Its limit is ${limit}; what a call costs is not published (docs/calls.md)`;
}
