import type { Permission } from '../../facts/azure';

/** Whether role assignments permit an action: one has it among its actions and not among its notActions. Roles add up. */
export function permits(permissions: readonly Permission[], action: string): boolean {
  const covers = (pattern: string) => matches(pattern, action);
  return permissions.some(({ actions, notActions }) => actions.some(covers) && !notActions.some(covers));
}

/** "*" stands for any characters, slashes included; case does not matter (learn.microsoft.com/azure/role-based-access-control/role-definitions). */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
