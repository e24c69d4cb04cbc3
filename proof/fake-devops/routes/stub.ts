import { type Call, emptyReply, idIn, ok } from '../http/call';
import type { Route } from '../http/route';
import { requestNotFound } from '../service-error';
import type { JobRecord } from '../state/job-record';
import { callingAgent } from './listener';
import type { Services } from './services';

/** Invented routes, only for the stub agent: its behaviour, the start of a job, the output of a job. */
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
        return emptyReply(204);
      },
    },
    {
      method: 'POST',
      path: '/_apis/distributedtask/stub/logs/:request',
      access: 'agent',
      unversioned: true,
      handle: (call) => {
        jobs.appendLog(jobIn(call, services), call.text);
        return emptyReply(204);
      },
    },
  ];
}

/** The job of the request in the path. @throws ServiceError 404 if it was not assigned to the calling agent */
function jobIn(call: Call, services: Services): JobRecord {
  const { pool, agent } = callingAgent(call, services);
  const requestId = idIn(call, 'request');
  const request = pool.request(requestId);
  if (request.reservedAgent?.id !== agent.id) throw requestNotFound(requestId);
  return services.store.job(request.jobId);
}
