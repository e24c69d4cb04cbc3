import * as z from 'zod/mini';
import { bodyOf, emptyReply, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { unauthorized } from '../service-error';
import { SCALE_SET_PATH, setIn } from './scale-sets';
import type { Services } from './services';
import { sessionView } from './views';

const newSession = z.object({ ownerName: z.string().check(z.minLength(1)) });
const requestIds = z.array(z.number());

/** Sessions of scale sets, and the acquisition of jobs. */
export function sessionRoutes(services: Services): Route[] {
  const { store, scaleSets, queueSessions, jobs } = services;
  const sessionPath = `${SCALE_SET_PATH}/sessions/:session`;
  return [
    {
      method: 'POST',
      path: `${SCALE_SET_PATH}/sessions`,
      access: 'admin',
      handle: (call) => {
        const set = setIn(call, services);
        const session = queueSessions.open(set, bodyOf(call, newSession).ownerName);
        return ok(sessionView(session, set, call, store, true));
      },
    },
    {
      method: 'PATCH',
      path: sessionPath,
      access: 'admin',
      handle: (call) => {
        const set = setIn(call, services);
        const session = queueSessions.refresh(set, call.params['session'] ?? '');
        return ok(sessionView(session, set, call, store, false));
      },
    },
    {
      method: 'DELETE',
      path: sessionPath,
      access: 'admin',
      handle: (call) => {
        queueSessions.close(setIn(call, services), call.params['session'] ?? '');
        return emptyReply(204);
      },
    },
    {
      method: 'POST',
      path: `${SCALE_SET_PATH}/acquirejobs`,
      access: 'queue',
      handle: (call) => {
        if (call.identity.kind !== 'queue') throw unauthorized();
        const set = queueSessions.scaleSetOf(call.identity.sessionId);
        // The token is good for its own scale set only.
        if (set.scope.id !== call.params['tenant'] || set !== scaleSets.find(set.scope, Number(call.params['set']))) throw unauthorized();
        return listOf(jobs.acquire(set, bodyOf(call, requestIds)));
      },
    },
  ];
}
