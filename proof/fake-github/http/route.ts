import type { Reply } from '../../fake-devops/http/call';
import type { Call } from './call';

/**
 * Who may call a route:
 * - `app`: a GitHub App with a JSON Web Token that is signed with one of its keys
 * - `rest`: the owner of a personal access token, or an installation of an App with its token
 * - `registration`: the owner of a registration token, with the scheme RemoteAuth
 * - `admin`: the owner of an admin token of the Actions service
 * - `queue`: the owner of a session's queue token
 * - `runner`: the listener of a registered runner
 */
export type Access = 'anybody' | 'app' | 'rest' | 'registration' | 'admin' | 'queue' | 'runner';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` is a parameter of one segment. */
  readonly path: string;
  readonly access: Access;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route for a method and an encoded path. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const segments = path.split('/').map(decoded);
  if (expected.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const text = segments[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = text;
    else if (segment !== text) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
