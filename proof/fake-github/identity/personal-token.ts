import type { Permissions } from './permissions';

/** Scopes of a classic token that the fake's routes require. */
export type ClassicScope = 'repo' | 'workflow' | 'admin:org' | 'manage_runners:enterprise';

/** A personal access token. */
export interface PersonalToken {
  readonly login: string;
  readonly kind: 'classic' | 'fine-grained';
  /** Of a classic token. */
  readonly scopes: readonly ClassicScope[];
  /** Of a fine-grained token. */
  readonly permissions: Permissions;
  /** The account whose resources a fine-grained token may use. */
  readonly resourceOwner: string | undefined;
  /** Names of organisations and enterprises, and full names of repositories, that the user administers. */
  readonly administers: 'all' | readonly string[];
  /** Milliseconds since 1970; Infinity without an end. */
  readonly expiresAt: number;
}

/** Options of a new token. */
export interface PersonalTokenOptions {
  /** @default 'ada' */
  readonly login?: string;
  /** @default 'classic' */
  readonly kind?: 'classic' | 'fine-grained';
  /** @default - all */
  readonly scopes?: readonly ClassicScope[];
  /** @default - all that runners and a load test need */
  readonly permissions?: Permissions;
  /** @default - the first organisation, for a fine-grained token */
  readonly resourceOwner?: string;
  /** @default 'all' */
  readonly administers?: 'all' | readonly string[];
  /** Lifetime in seconds. @default - unlimited */
  readonly expiresIn?: number;
  /** Text of the token. @default - random */
  readonly value?: string;
}

export const ALL_SCOPES: readonly ClassicScope[] = ['repo', 'workflow', 'admin:org', 'manage_runners:enterprise'];
