import type { Permission } from './azure';

/** Whether any role assignment permits an action: it is among its actions, and not among its notActions. */
export function permits(permissions: readonly Permission[], action: string): boolean {
  const covers = (pattern: string) => matches(pattern, action);
  return permissions.some(({ actions, notActions }) => actions.some(covers) && !notActions.some(covers));
}

/** "*" matches any characters, slashes included; case does not matter (learn.microsoft.com/azure/role-based-access-control/role-definitions). */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
