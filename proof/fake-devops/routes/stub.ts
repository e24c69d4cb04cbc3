import { type Call, idIn, nothing, ok } from '../http/call';
import type { Route } from '../http/route';
import { requestNotFound } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { callingAgent } from './listener';
import type { Services } from './services';

/** Routes for the stub agent alone, all of them inventions of this fake: its behaviour, the start of a job, a job's output. */
export function stubRoutes(services: Services): Route[] {
  const { jobs, stub } = services;
  return [
    {
      method: 'GET',
      path: '/_apis/distributedtask/stub/behaviour',
      access: 'anybody',
      unversioned: true,
      handle: ({ query }) => ok(stub.of(query.text('agentName') ?? '')),
    },
    {
      method: 'POST',
      path: '/_apis/distributedtask/stub/started/:request',
      access: 'agent',
      unversioned: true,
      handle: (call) => {
        jobs.start(jobIn(call, services));
        return nothing(204);
      },
    },
    {
      method: 'POST',
      path: '/_apis/distributedtask/stub/logs/:request',
      access: 'agent',
      unversioned: true,
      handle: (call) => {
        jobs.appendLog(jobIn(call, services), call.text);
        return nothing(204);
      },
    },
  ];
}

/** The job of a request that the calling agent has, or had. @throws ServiceError 404 */
function jobIn(call: Call, services: Services): JobRecord {
  const { pool, agent } = callingAgent(call, services);
  const requestId = idIn(call, 'request');
  const request = pool.request(requestId);
  if (request.reservedAgent?.id !== agent.id) throw requestNotFound(requestId);
  return services.store.job(request.jobId);
}
