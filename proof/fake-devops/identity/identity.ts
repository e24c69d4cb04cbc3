/** A role on an agent pool. A Reader lists agents and requests; an Administrator also registers, changes and deletes agents. */
export type Role = 'administrator' | 'reader' | 'none';

/** Scopes of a personal access token that the fake's routes require. */
export type Scope = 'vso.agentpools' | 'vso.agentpools_manage' | 'vso.build' | 'vso.build_execute' | 'vso.project';

/** A user or service principal with a valid token. */
export interface User {
  readonly kind: 'user';
  readonly id: string;
  readonly name: string;
  /** Undefined for an Entra token, which has no such scopes: only the roles count. */
  readonly scopes: readonly Scope[] | undefined;
  /** Roles by name of the agent pool; undefined means Administrator of all agent pools. */
  readonly roles: Readonly<Record<string, Role>> | undefined;
}

/** A listener with an access token for the key of its agent. */
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

/** The scopes that include a scope: a scope for writing includes the one for reading. */
const INCLUDED_IN: Readonly<Record<Scope, readonly Scope[]>> = {
  'vso.agentpools': ['vso.agentpools', 'vso.agentpools_manage'],
  'vso.agentpools_manage': ['vso.agentpools_manage'],
  'vso.build': ['vso.build', 'vso.build_execute'],
  'vso.build_execute': ['vso.build_execute'],
  'vso.project': ['vso.project'],
};

export function hasScope(user: User, scope: Scope): boolean {
  return user.scopes === undefined || INCLUDED_IN[scope].some((each) => user.scopes?.includes(each));
}
