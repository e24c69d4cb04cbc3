import type { Scope } from '../state/scope';
import type { App, Installation } from './app';
import type { PersonalToken } from './personal-token';

/** A user with a personal access token. */
export interface UserIdentity {
  readonly kind: 'user';
  readonly token: PersonalToken;
}

/** An installation of a GitHub App with its token. */
export interface InstallationIdentity {
  readonly kind: 'installation';
  readonly app: App;
  readonly installation: Installation;
}

/** A caller of the REST API. */
export type RestIdentity = UserIdentity | InstallationIdentity;

export type Identity =
  | RestIdentity
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'registration'; readonly scope: Scope }
  | { readonly kind: 'admin'; readonly scope: Scope }
  | { readonly kind: 'queue'; readonly sessionId: string }
  | { readonly kind: 'runner'; readonly clientId: string };

/** Name of the caller in the log, and the key of its budget of calls. */
export function nameOf(identity: Identity): string {
  switch (identity.kind) {
    case 'user':
      return identity.token.login;
    case 'installation':
      return `installation ${identity.installation.id}`;
    case 'app':
      return `app ${identity.app.id}`;
    case 'registration':
    case 'admin':
      return `${identity.kind} of ${identity.scope.name}`;
    case 'queue':
      return `session ${identity.sessionId}`;
    case 'runner':
      return `runner ${identity.clientId}`;
    case 'nobody':
      return '';
  }
}
