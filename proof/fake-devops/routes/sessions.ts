import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, idIn, ok } from '../http/call';
import type { Route } from '../http/route';
import { accessDenied, badRequest } from '../service-error';
import type { Session } from '../state/sessions';
import { agentInPool } from './listener';
import type { Services } from './services';

const capabilities = z.optional(z.record(z.string(), z.string()));
const newSession = z.object({
  ownerName: z.string(),
  agent: z.object({ id: z.number(), systemCapabilities: capabilities }),
  systemCapabilities: capabilities,
});

/** Sessions and messages of listeners. */
export function sessionRoutes(services: Services): Route[] {
  const { agents, sessions } = services;
  const poolPath = '/_apis/distributedtask/pools/:pool';
  return [
    {
      method: 'POST',
      path: `${poolPath}/sessions`,
      access: 'agent',
      handle: (call) => {
        const { pool, agent } = agentInPool(call, services);
        const body = bodyOf(call, newSession);
        if (body.agent.id !== agent.id) throw accessDenied(agent.name, 'Listen');
        const reported = body.systemCapabilities ?? body.agent.systemCapabilities;
        if (reported !== undefined) agents.setCapabilities(pool, agent.id, reported);
        const { sessionId, ownerName } = sessions.open(pool, agent.id, body.ownerName);
        return ok({ sessionId, ownerName, agent: { id: agent.id, name: agent.name, version: agent.version } });
      },
    },
    {
      method: 'DELETE',
      path: `${poolPath}/sessions/:session`,
      access: 'agent',
      handle: (call) => {
        sessions.close(ownSession(call, services, call.params['session']).sessionId);
        return emptyReply(204);
      },
    },
    {
      method: 'GET',
      path: `${poolPath}/messages`,
      access: 'agent',
      handle: async (call) => {
        const { sessionId } = ownSession(call, services, call.query.text('sessionId'));
        const message = await sessions.poll(sessionId, call.query.number('lastMessageId') ?? 0, call.gone);
        if (message === undefined) return emptyReply(202);
        const { messageId, messageType, body } = message;
        return ok({ messageId, messageType, body });
      },
    },
    {
      method: 'DELETE',
      path: `${poolPath}/messages/:message`,
      access: 'agent',
      handle: (call) => {
        sessions.acknowledge(ownSession(call, services, call.query.text('sessionId')).sessionId, idIn(call, 'message'));
        return emptyReply(204);
      },
    },
  ];
}

/** @throws ServiceError 400 if the session is closed, 403 if it belongs to another agent */
function ownSession(call: Call, services: Services, sessionId: string | undefined): Session {
  const { agent } = agentInPool(call, services);
  if (sessionId === undefined) throw badRequest('Value cannot be null. Parameter name: sessionId');
  const session = services.sessions.find(sessionId);
  if (session.agentId !== agent.id) throw accessDenied(agent.name, 'Listen');
  return session;
}
