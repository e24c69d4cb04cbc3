import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import { badRequest } from '../service-error';
import { type Agent, capabilitiesOf } from '../state/agent';
import type { AgentPool } from '../state/agent-pool';
import { meetsDemands } from '../state/demands';
import { managedPool, visiblePool } from './rights';
import type { Services } from './services';
import { type AgentFields, agentView } from './views';

const capabilities = z.optional(z.record(z.string(), z.string()));
const publicKey = z.object({ exponent: z.string(), modulus: z.string() });
const newAgent = z.object({
  name: z.string().check(z.minLength(1)),
  version: z.optional(z.string()),
  osDescription: z.optional(z.string()),
  enabled: z.optional(z.boolean()),
  provisioningState: z.optional(z.string()),
  systemCapabilities: capabilities,
  userCapabilities: capabilities,
  authorization: z.optional(z.object({ publicKey: z.optional(publicKey) })),
});
const agentChange = z.object({ id: z.number(), enabled: z.optional(z.boolean()), name: z.optional(z.string()) });

/** The optional fields in the answer to a write. */
const WRITE_FIELDS: AgentFields = { capabilities: true, assignedRequest: false, lastCompletedRequest: false };

/** Agents: register, list, update, delete. */
export function agentRoutes({ store, agents, settings, url }: Services): Route[] {
  const agentPath = '/_apis/distributedtask/pools/:pool/agents/:agent';
  const agentsPath = '/_apis/distributedtask/pools/:pool/agents';
  const view = (pool: AgentPool, agent: Agent, fields: AgentFields) => agentView({ url: url(), store }, pool, agent, fields);
  const registrationReply = (pool: AgentPool, agent: Agent) => {
    const { authorization, ...rest } = view(pool, agent, WRITE_FIELDS);
    if (!settings.authorizationInAnswer) return ok(rest);
    return ok({ ...rest, authorization: { authorizationUrl: `${url()}/_oauth/token`, ...authorization } });
  };
  const specOf = (call: Call) => {
    const { authorization, ...spec } = bodyOf(call, newAgent);
    return { ...spec, publicKey: authorization?.publicKey };
  };
  return [
    {
      method: 'GET',
      path: agentsPath,
      access: 'vso.agentpools',
      handle: (call) => {
        const pool = visiblePool(call, store);
        return listOf(pool.agents.filter((agent) => matchesQuery(call, agent)).map((agent) => view(pool, agent, fieldsIn(call))));
      },
    },
    {
      method: 'GET',
      path: agentPath,
      access: 'vso.agentpools',
      handle: (call) => {
        const pool = visiblePool(call, store);
        return ok(view(pool, pool.agent(idIn(call, 'agent')), fieldsIn(call)));
      },
    },
    {
      method: 'POST',
      path: agentsPath,
      access: 'vso.agentpools_manage',
      handle: (call) => {
        const pool = managedPool(call, store);
        return registrationReply(pool, agents.register(pool, specOf(call)));
      },
    },
    {
      method: 'PUT',
      path: agentPath,
      access: 'vso.agentpools_manage',
      handle: (call) => {
        const pool = managedPool(call, store);
        return registrationReply(pool, agents.replace(pool, idIn(call, 'agent'), specOf(call)));
      },
    },
    {
      method: 'PATCH',
      path: agentPath,
      access: 'vso.agentpools_manage',
      handle: (call) => {
        const pool = managedPool(call, store);
        const id = idIn(call, 'agent');
        const { id: idInBody, ...change } = bodyOf(call, agentChange);
        if (idInBody !== id) throw badRequest(`The agent id ${idInBody} of the body is not the ${id} of the URI.`);
        return ok(view(pool, agents.update(pool, id, change), WRITE_FIELDS));
      },
    },
    {
      method: 'DELETE',
      path: agentPath,
      access: 'vso.agentpools_manage',
      handle: (call) => {
        agents.remove(managedPool(call, store), idIn(call, 'agent'));
        return emptyReply(204);
      },
    },
  ];
}

/** The optional fields that the caller asks for. */
const fieldsIn = ({ query }: Call): AgentFields => ({
  capabilities: query.flag('includeCapabilities'),
  assignedRequest: query.flag('includeAssignedRequest'),
  lastCompletedRequest: query.flag('includeLastCompletedRequest'),
});

function matchesQuery({ query }: Call, agent: Agent): boolean {
  const name = query.text('agentName');
  return (
    (name === undefined || name.toLowerCase() === agent.name.toLowerCase()) &&
    meetsDemands(query.list('demands') ?? [], capabilitiesOf(agent))
  );
}
