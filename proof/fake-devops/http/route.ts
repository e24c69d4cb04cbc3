import type { Scope } from '../identity/identity';
import type { Call, Reply } from './call';

/** Who may call a route: a user whose token has the scope, the listener of an agent, or anybody. */
export type Access = Scope | 'agent' | 'anybody';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Path below the organisation; `:name` is a parameter of one segment. */
  readonly path: string;
  readonly access: Access;
  /** Whether listeners of agents may call the route, too. @default false */
  readonly agentsToo?: boolean;
  /** Whether the resource is in preview, so that an api-version without `-preview` is refused. @default false */
  readonly preview?: boolean;
  /** For routes that are not in the REST API of Azure DevOps: no api-version and no JSON body are required. @default false */
  readonly unversioned?: boolean;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route for a method and path. Returns `'method'` if the path has routes for other methods only. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | 'method' | undefined {
  let hasOtherMethod = false;
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params === undefined) continue;
    if (route.method === method) return { route, params };
    hasOtherMethod = true;
  }
  return hasOtherMethod ? 'method' : undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const segments = path.split('/');
  if (expected.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const text = segments[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = text;
    else if (segment.toLowerCase() !== text.toLowerCase()) return undefined;
  }
  return params;
}
