import type { Call } from '../http/call';
import { idIn } from '../http/call';
import { type Role, roleOn } from '../identity/identity';
import { accessDenied, poolNotFound } from '../service-error';
import type { AgentPool } from '../state/agent-pool';
import type { Store } from '../state/store';

/** The caller's role on an agent pool; `none` for listeners. */
export const callersRole = ({ identity }: Call, pool: AgentPool): Role => (identity.kind === 'user' ? roleOn(identity, pool.name) : 'none');

/** The agent pool in the path. @throws ServiceError 404 if it is unknown or not visible to the caller */
export function visiblePool(call: Call, store: Store): AgentPool {
  const pool = store.pool(idIn(call, 'pool'));
  if (callersRole(call, pool) === 'none') throw poolNotFound(pool.id);
  return pool;
}

/** The agent pool in the path. @throws ServiceError 404 like `visiblePool`, 403 if the caller is not its Administrator */
export function managedPool(call: Call, store: Store): AgentPool {
  const pool = visiblePool(call, store);
  if (callersRole(call, pool) !== 'administrator') throw accessDenied(call.identity.kind === 'user' ? call.identity.name : '', 'Manage');
  return pool;
}
