import * as z from 'zod/mini';
import { bodyOf, type Call, idIn, listOf, ok } from '../http/call';
import type { Route } from '../http/route';
import type { AgentPool } from '../state/agent-pool';
import { callersRole, managedPool, visiblePool } from './rights';
import type { Services } from './services';
import { poolView } from './views';

const poolChange = z.object({ autoUpdate: z.optional(z.boolean()) });

/** Permissions of the roles, as bits: View 1, Manage 2, Listen 4, AdministerPermissions 8, Use 16, Create 32. */
const PERMISSION_BITS = { administrator: 63, reader: 1, none: 0 };

/** Agent pools: list, get, update, check permissions. */
export function poolRoutes({ store }: Services): Route[] {
  const read = { method: 'GET', access: 'vso.agentpools' } as const;
  return [
    {
      ...read,
      path: '/_apis/distributedtask/pools',
      handle: (call) => listOf(store.pools.filter((pool) => matchesQuery(call, pool)).map(poolView)),
    },
    { ...read, path: '/_apis/distributedtask/pools/:pool', handle: (call) => ok(poolView(visiblePool(call, store))) },
    {
      method: 'PATCH',
      path: '/_apis/distributedtask/pools/:pool',
      access: 'vso.agentpools_manage',
      handle: (call) => {
        const pool = managedPool(call, store);
        pool.autoUpdate = bodyOf(call, poolChange).autoUpdate ?? pool.autoUpdate;
        store.changed();
        return ok(poolView(pool));
      },
    },
    {
      ...read,
      path: '/_apis/distributedtask/pools/:pool/permissions/:bits',
      preview: true,
      handle: (call) => {
        const bits = idIn(call, 'bits');
        return ok((PERMISSION_BITS[callersRole(call, store.pool(idIn(call, 'pool')))] & bits) === bits);
      },
    },
  ];
}

/** Unknown parameters, such as KEDA's poolID, do not filter. */
function matchesQuery(call: Call, pool: AgentPool): boolean {
  const { query } = call;
  const name = query.text('poolName');
  const ids = query.list('poolIds');
  const role = callersRole(call, pool);
  const filter = query.text('actionFilter')?.toLowerCase() ?? 'none';
  return (
    role !== 'none' &&
    (name === undefined || name.toLowerCase() === pool.name.toLowerCase()) &&
    (ids === undefined || ids.includes(String(pool.id))) &&
    (query.text('poolType')?.toLowerCase() ?? 'automation') === 'automation' &&
    (filter === 'none' || role === 'administrator')
  );
}
