import { hasScope, type Identity } from '../identity/identity';
import { accessDenied, ServiceError } from '../service-error';
import type { Route } from './route';

/** @throws ServiceError 403, but 401 for connectionData, whose refusal differs (MicrosoftDocs/azure-devops-docs#11373) */
export function checkAccess(route: Route, identity: Identity): void {
  if (route.access === 'anybody') return;
  if (identity.kind === 'agent' && (route.access === 'agent' || route.agentsToo)) return;
  if (identity.kind === 'user' && route.access !== 'agent') {
    if (hasScope(identity, route.access)) return;
    if (route.path.endsWith('/connectionData')) {
      const message = 'VS30063: You are not authorized to access https://dev.azure.com.';
      throw new ServiceError(401, 'VssUnauthorizedException', message);
    }
    throw accessDenied(identity.name, `the scope ${route.access} among its`);
  }
  throw accessDenied(nameOf(identity), route.access === 'agent' ? 'Listen' : 'Manage');
}

/** Name of the caller in the log and in messages. */
export function nameOf(identity: Identity): string {
  if (identity.kind === 'user') return identity.name;
  return identity.kind === 'agent' ? `agent ${identity.clientId}` : '';
}
