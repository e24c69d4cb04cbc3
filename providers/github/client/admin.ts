import { GITHUB_CALL } from '../../../config/timings';
import { parseScope, type Scope } from '../scope';
import { GitHubError } from './error';
import { type AdminAccess, register } from './registration';
import type { GitHubConnection } from './types';

/** Reads the scope of a connection. @throws GitHubError if its URL names none */
export function scopeOf({ url }: Pick<GitHubConnection, 'url'>): Scope {
  const scope = parseScope(url);
  if ('problem' in scope) throw new GitHubError(`the URL for GitHub ${scope.problem}: ${scope.remedy}`, { fault: 'refused' });
  return scope;
}

/** Holds the access to the service of the scale sets. It is renewed when it is about to expire, and only when it is asked for. */
export class Admin {
  readonly #connection: GitHubConnection;
  readonly #scope: Scope;
  #access: AdminAccess | undefined;
  #renewing: Promise<AdminAccess> | undefined;

  constructor(connection: GitHubConnection) {
    this.#connection = connection;
    this.#scope = scopeOf(connection);
  }

  /** Returns the access. Calls at the same time share one renewal. @throws ServiceError, never `absent` */
  async access(): Promise<AdminAccess> {
    if (this.#access !== undefined && this.#isFresh(this.#access)) return this.#access;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Forgets an access that the service has refused. One that was renewed in the meantime stays. */
  drop(refused: AdminAccess): void {
    if (this.#access === refused) this.#access = undefined;
  }

  async #renew(): Promise<AdminAccess> {
    this.#access = await register(this.#connection, this.#scope);
    return this.#access;
  }

  #isFresh({ expiresAt }: AdminAccess): boolean {
    const now = (this.#connection.now ?? Date.now)();
    return expiresAt - now > GITHUB_CALL.tokenLeft.milliseconds;
  }
}
