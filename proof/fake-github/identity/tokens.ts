import { randomBytes } from 'node:crypto';
import type { Clock } from '../../fake-devops/clock';
import type { Identity } from './identity';
import { ALL_PERMISSIONS } from './permissions';
import { ALL_SCOPES, type PersonalToken, type PersonalTokenOptions } from './personal-token';

interface Token {
  readonly identity: Identity;
  readonly expiresAt: number;
}

/** All tokens that the fake has issued and not revoked: their text, whom they identify, and until when. */
export class Tokens {
  readonly #tokens = new Map<string, Token>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Issues a token that is valid for `seconds`, and returns when it expires. */
  issue(value: string, identity: Identity, seconds = Number.POSITIVE_INFINITY): number {
    const expiresAt = this.#clock.now() + seconds * 1000;
    this.#tokens.set(value, { identity, expiresAt });
    return expiresAt;
  }

  /** Issues a personal access token and returns its text. */
  issuePersonal(options: PersonalTokenOptions, firstOrganisation: string): string {
    const { kind = 'classic', login = 'ada', administers = 'all', expiresIn = Number.POSITIVE_INFINITY } = options;
    const value = options.value ?? `${kind === 'classic' ? 'ghp_' : 'github_pat_'}${randomText()}`;
    const token: PersonalToken = {
      login,
      kind,
      scopes: kind === 'classic' ? (options.scopes ?? ALL_SCOPES) : [],
      permissions: kind === 'classic' ? {} : (options.permissions ?? ALL_PERMISSIONS),
      resourceOwner: kind === 'classic' ? undefined : (options.resourceOwner ?? firstOrganisation),
      administers,
      expiresAt: this.#clock.now() + expiresIn * 1000,
    };
    this.issue(value, { kind: 'user', token }, expiresIn);
    return value;
  }

  /** Undefined for a token that was never issued, has expired or was revoked. */
  find(value: string): Identity | undefined {
    const token = this.#tokens.get(value);
    return token !== undefined && token.expiresAt > this.#clock.now() ? token.identity : undefined;
  }

  revoke(value: string): void {
    this.#tokens.delete(value);
  }

  /** Revokes all tokens of a kind, and returns their number. */
  revokeAll(kind: Identity['kind']): number {
    const all = [...this.#tokens].filter(([, { identity }]) => identity.kind === kind);
    for (const [value] of all) this.#tokens.delete(value);
    return all.length;
  }
}

/** The random part of a token. */
export const randomText = (): string => randomBytes(18).toString('hex');
