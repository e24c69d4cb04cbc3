import type { Scope } from '../identity/identity';
import type { Call, Reply } from './call';

/** Who may call a route: a user whose token has the scope, the listener of an agent, or anybody. */
export type Access = Scope | 'agent' | 'anybody';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Below the organisation; `:name` stands for one segment. */
  readonly path: string;
  readonly access: Access;
  /** Listeners of agents may call it too. @default false */
  readonly agentsToo?: boolean;
  /** The service knows it as a preview: a plain version is refused. @default false */
  readonly preview?: boolean;
  /** Not of Azure DevOps, or of its OAuth part: no version is asked for, no JSON expected. @default false */
  readonly unversioned?: boolean;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route for a method and path, or `'method'` when the path is known for other methods only. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | 'method' | undefined {
  let other = false;
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params === undefined) continue;
    if (route.method === method) return { route, params };
    other = true;
  }
  return other ? 'method' : undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = text;
    else if (segment.toLowerCase() !== text.toLowerCase()) return undefined;
  }
  return params;
}
