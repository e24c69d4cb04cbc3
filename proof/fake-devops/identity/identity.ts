/** A role on an agent pool: a Reader sees it, an Administrator registers, changes and removes agents in it. */
export type Role = 'administrator' | 'reader' | 'none';

/** Scopes of a personal access token that the fake's routes ask for. */
export type Scope = 'vso.agentpools' | 'vso.agentpools_manage' | 'vso.build' | 'vso.build_execute' | 'vso.project';

/** A user or service principal with a good token. */
export interface User {
  readonly kind: 'user';
  readonly id: string;
  readonly name: string;
  /** Undefined for an Entra token: it has no such scopes, the roles alone count. */
  readonly scopes: readonly Scope[] | undefined;
  /** By name of the agent pool. Undefined: Administrator everywhere. */
  readonly roles: Readonly<Record<string, Role>> | undefined;
}

/** A listener with the access token of its own key. */
export interface AgentIdentity {
  readonly kind: 'agent';
  readonly clientId: string;
}

export type Identity = User | AgentIdentity | { readonly kind: 'nobody' };

export function roleOn(user: User, poolName: string): Role {
  if (user.roles === undefined) return 'administrator';
  const entry = Object.entries(user.roles).find(([name]) => name.toLowerCase() === poolName.toLowerCase());
  return entry?.[1] ?? 'none';
}

/** A scope that writes also reads. */
export function hasScope(user: User, scope: Scope): boolean {
  if (user.scopes === undefined) return true;
  const enough: Readonly<Record<Scope, readonly Scope[]>> = {
    'vso.agentpools': ['vso.agentpools', 'vso.agentpools_manage'],
    'vso.agentpools_manage': ['vso.agentpools_manage'],
    'vso.build': ['vso.build', 'vso.build_execute'],
    'vso.build_execute': ['vso.build_execute'],
    'vso.project': ['vso.project'],
  };
  return enough[scope].some((each) => user.scopes?.includes(each));
}
