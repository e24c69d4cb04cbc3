import type { Clock } from '../../fake-devops/clock';
import type { Access } from '../http/route';
import { RestError, unauthorized } from '../service-error';
import type { Apps } from './apps';
import type { Identity } from './identity';
import type { Tokens } from './tokens';

export interface Authorities {
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly apps: Apps;
}

/** Returns the identity of the caller of a route. @throws RestError 401 or 404, ActionsError 401 */
export function authenticate(access: Access, authorization: string, { clock, tokens, apps }: Authorities): Identity {
  const [scheme = '', credentials = ''] = authorization.split(' ');
  const find = (...schemes: string[]): Identity | undefined =>
    schemes.includes(scheme.toLowerCase()) ? tokens.find(credentials) : undefined;
  switch (access) {
    case 'anybody':
      return { kind: 'nobody' };
    case 'app':
      return { kind: 'app', app: apps.authenticate(scheme.toLowerCase() === 'bearer' ? credentials : '', clock.now()) };
    case 'rest': {
      if (authorization === '') throw new RestError(401, 'Requires authentication');
      const identity = scheme.toLowerCase() === 'basic' ? tokens.find(passwordIn(credentials)) : find('bearer', 'token');
      if (identity?.kind === 'user' || identity?.kind === 'installation') return identity;
      throw new RestError(401, 'Bad credentials');
    }
    case 'registration':
      return ofKind('registration', find('remoteauth'));
    default:
      return ofKind(access, find('bearer'));
  }
}

/** @throws ActionsError 401 */
function ofKind(kind: Identity['kind'], identity: Identity | undefined): Identity {
  if (identity?.kind !== kind) throw unauthorized();
  return identity;
}

/** The user name is ignored. */
const passwordIn = (credentials: string): string =>
  Buffer.from(credentials, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
