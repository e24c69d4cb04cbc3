import { type Call, listOf } from '../http/call';
import type { Route } from '../http/route';
import type { AgentPool } from '../state/agent-pool';
import { projectId } from '../state/project-id';
import { queueId } from './build-views';
import { projectIn } from './builds';
import { callersRole } from './rights';
import type { Services } from './services';
import { poolRef } from './views';

/** Queues: the agent pools that a project may use. */
export function queueRoutes(services: Services): Route[] {
  return [
    {
      method: 'GET',
      path: '/:project/_apis/distributedtask/queues',
      access: 'vso.agentpools',
      handle: (call) => {
        const project = projectId(projectIn(call, services));
        const pools = services.store.pools.filter((pool) => pool.authorised && matchesQuery(call, pool));
        return listOf(pools.map((pool) => ({ id: queueId(pool.id), name: pool.name, projectId: project, pool: poolRef(pool) })));
      },
    },
  ];
}

function matchesQuery(call: Call, pool: AgentPool): boolean {
  const names = call.query.list('queueNames')?.map((name) => name.toLowerCase());
  const role = callersRole(call, pool);
  const filter = call.query.text('actionFilter')?.toLowerCase() ?? 'none';
  return (
    role !== 'none' && (filter !== 'manage' || role === 'administrator') && (names === undefined || names.includes(pool.name.toLowerCase()))
  );
}
