import type { Call } from '../http/call';
import { idIn } from '../http/call';
import { type Role, roleOn } from '../identity/identity';
import { accessDenied, poolNotFound } from '../service-error';
import type { AgentPool } from '../state/agent-pool';
import type { Store } from '../state/store';

/** The caller's role on an agent pool; a listener has none of them. */
export const callersRole = ({ identity }: Call, pool: AgentPool): Role => (identity.kind === 'user' ? roleOn(identity, pool.name) : 'none');

/** The agent pool in the path, if the caller sees it. @throws ServiceError 404 when it is unknown or hidden */
export function visiblePool(call: Call, store: Store): AgentPool {
  const pool = store.pool(idIn(call, 'pool'));
  if (callersRole(call, pool) === 'none') throw poolNotFound(pool.id);
  return pool;
}

/** The agent pool in the path, if the caller is its Administrator. @throws ServiceError 404 or 403 */
export function managedPool(call: Call, store: Store): AgentPool {
  const pool = visiblePool(call, store);
  if (callersRole(call, pool) !== 'administrator') throw accessDenied(call.identity.kind === 'user' ? call.identity.name : '', 'Manage');
  return pool;
}
