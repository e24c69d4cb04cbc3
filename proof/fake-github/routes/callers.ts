import type { Call } from '../http/call';
import type { App } from '../identity/app';
import { checkNeed, type Need } from '../identity/check-need';
import type { RestIdentity } from '../identity/identity';
import { runnerNotFound, unauthorized } from '../service-error';
import type { Runner } from '../state/runner';
import type { Scope } from '../state/scope';
import type { Store } from '../state/store';
import type { Services } from './services';

/** The caller of a route of the REST API. */
export function restCaller({ identity }: Call): RestIdentity {
  if (identity.kind === 'user' || identity.kind === 'installation') return identity;
  throw unauthorized();
}

/** The App that signed the caller's JSON Web Token. */
export function callingApp({ identity }: Call): App {
  if (identity.kind === 'app') return identity.app;
  throw unauthorized();
}

/** The organisation, repository or enterprise in the path. @throws RestError 404 */
export function scopeIn({ params }: Call, store: Store): Scope {
  const { org, owner, repo, enterprise } = params;
  if (enterprise !== undefined) return store.scopeAt(`enterprises/${enterprise}`);
  return store.scopeAt(org ?? `${owner}/${repo}`);
}

/** The scope in the path, if the caller may do what it wants there. @throws RestError 403 or 404 */
export function allowedScope(call: Call, store: Store, need: Need): Scope {
  const scope = scopeIn(call, store);
  checkNeed(restCaller(call), scope, need);
  return scope;
}

/** The scope whose Actions service is called. @throws ActionsError 401 if the token is for another one */
export function adminScope({ identity, params }: Call): Scope {
  if (identity.kind !== 'admin' || identity.scope.id !== params['tenant']) throw unauthorized();
  return identity.scope;
}

/** The client id of the runner whose listener calls. Its registration may be gone. */
export function clientIdOf({ identity }: Call): string {
  if (identity.kind === 'runner') return identity.clientId;
  throw unauthorized();
}

/** The runner whose listener calls. @throws ActionsError 404 if its registration is gone */
export function callingRunner(call: Call, { store }: Services): Runner {
  const id = clientIdOf(call);
  const runner = store.runners.find(({ clientId }) => clientId === id);
  if (runner === undefined) throw runnerNotFound(id);
  return runner;
}
