import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, ok } from '../http/call';
import type { Route } from '../http/route';
import { runnerNotFound } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { callingRunner } from './callers';
import type { Services } from './services';
import { RUNNER_PATH } from './urls';

const acquisition = z.object({ jobMessageId: z.string() });
const renewal = z.object({ jobId: z.string() });
const completion = z.object({ jobId: z.string(), conclusion: z.enum(['succeeded', 'failed', 'canceled']) });

/** What a runner calls for its job: acquire, renew, complete. And the invented routes of the stub: its behaviour, output of a job. */
export function runServiceRoutes(services: Services): Route[] {
  const { jobRuns, stub } = services;
  return [
    {
      method: 'POST',
      path: `${RUNNER_PATH}/run/acquirejob`,
      access: 'runner',
      handle: (call) => ok(jobView(jobRuns.acquire(bodyOf(call, acquisition).jobMessageId, callingRunner(call, services).id))),
    },
    {
      method: 'POST',
      path: `${RUNNER_PATH}/run/renewjob`,
      access: 'runner',
      handle: (call) => {
        const until = jobRuns.renew(bodyOf(call, renewal).jobId, callingRunner(call, services).id);
        return ok({ lockedUntil: new Date(until).toISOString() });
      },
    },
    {
      method: 'POST',
      path: `${RUNNER_PATH}/run/completejob`,
      access: 'runner',
      handle: (call) => {
        const { jobId, conclusion } = bodyOf(call, completion);
        jobRuns.complete(jobId, callingRunner(call, services).id, conclusion);
        return emptyReply(204);
      },
    },
    {
      method: 'GET',
      path: `${RUNNER_PATH}/stub/behaviour`,
      access: 'anybody',
      handle: ({ query }) => ok(stub.of(query.text('runnerName') ?? '')),
    },
    {
      method: 'POST',
      path: `${RUNNER_PATH}/stub/logs/:job`,
      access: 'runner',
      handle: (call) => {
        jobRuns.appendLog(ownJob(call, services), call.text);
        return emptyReply(204);
      },
    },
  ];
}

/** The job in the path. @throws ActionsError 404 if the calling runner does not have it */
function ownJob(call: Call, services: Services): JobRecord {
  const jobId = call.params['job'] ?? '';
  const job = services.store.openJobWith(jobId);
  if (job?.runnerId !== callingRunner(call, services).id) throw runnerNotFound(jobId);
  return job;
}

/** The real message has all steps, variables and secrets. */
const jobView = ({ jobId, name, repository, seconds, script }: JobRecord) => ({
  jobId,
  jobDisplayName: name,
  repository,
  seconds,
  ...(script !== undefined && { script }),
});
