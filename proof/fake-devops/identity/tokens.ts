import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { AgentIdentity, Role, Scope, User } from './identity';

/** Options of a new token. */
export interface TokenOptions {
  /** Display name; tokens with the same name have the same identity. @default 'Ada' */
  readonly user?: string;
  /** @default - all; an Entra token has none */
  readonly scopes?: readonly Scope[];
  /** Roles by name of the agent pool; an agent pool without a role is not visible. @default - Administrator of all */
  readonly roles?: Readonly<Record<string, Role>>;
  /** @default 'pat' */
  readonly kind?: 'pat' | 'entra';
  /** Whether the identity is a member of the organisation. @default true */
  readonly member?: boolean;
  /** Lifetime in seconds. @default - unlimited */
  readonly expiresIn?: number;
  /** Text of the token. @default - random */
  readonly value?: string;
}

export interface Token {
  readonly kind: 'pat' | 'entra' | 'agent';
  readonly identity: User | AgentIdentity;
  readonly member: boolean;
  readonly expiresAt: number;
}

const ALL_SCOPES: readonly Scope[] = ['vso.agentpools_manage', 'vso.build_execute', 'vso.project'];

/** The tokens that the fake has issued and not revoked. */
export class Tokens {
  readonly #tokens = new Map<string, Token>();
  readonly #userIds = new Map<string, string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(options: TokenOptions = {}): string {
    const { kind = 'pat', user = 'Ada', member = true } = options;
    const value = options.value ?? (kind === 'pat' ? `fakepat${randomBytes(22).toString('hex')}` : randomJwt());
    const scopes = kind === 'pat' ? (options.scopes ?? ALL_SCOPES) : undefined;
    const identity: User = { kind: 'user', id: this.#userId(user), name: user, scopes, roles: options.roles };
    this.#tokens.set(value, { kind, identity, member, expiresAt: this.#expiry(options.expiresIn) });
    return value;
  }

  /** Issues an access token to a listener. */
  issueToAgent(clientId: string, expiresIn: number): string {
    const value = randomJwt();
    const identity: AgentIdentity = { kind: 'agent', clientId };
    this.#tokens.set(value, { kind: 'agent', identity, member: true, expiresAt: this.#expiry(expiresIn) });
    return value;
  }

  /** Undefined for a token that was never issued or was revoked. */
  find(value: string): Token | undefined {
    return this.#tokens.get(value);
  }

  isExpired(token: Token): boolean {
    return token.expiresAt <= this.#clock.now();
  }

  expire(value: string): void {
    const token = this.#tokens.get(value);
    if (token !== undefined) this.#tokens.set(value, { ...token, expiresAt: this.#clock.now() });
  }

  revoke(value: string): void {
    this.#tokens.delete(value);
  }

  #expiry(seconds: number | undefined): number {
    return seconds === undefined ? Number.POSITIVE_INFINITY : this.#clock.now() + seconds * 1000;
  }

  #userId(name: string): string {
    const id = this.#userIds.get(name) ?? randomUUID();
    this.#userIds.set(name, id);
    return id;
  }
}

/** A JSON Web Token with a random signature, which the fake does not check. */
function randomJwt(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ jti: randomUUID() })}.${randomBytes(32).toString('base64url')}`;
}
