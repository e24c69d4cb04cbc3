import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Permissions } from './permissions';

/** An App's access to one account. */
export interface Installation {
  readonly id: number;
  /** Name of the organisation, or of the owner of repositories. */
  readonly account: string;
  permissions: Permissions;
  /** Full names of the repositories that the App may use. */
  repositories: 'all' | readonly string[];
  suspended: boolean;
}

/** A GitHub App with its keys and installations. Tests may change all of it. */
export class App {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly installations: Installation[] = [];
  readonly #keys: { readonly pem: string; readonly publicKey: KeyObject }[] = [];

  constructor(id: number, clientId: string, slug: string) {
    this.id = id;
    this.clientId = clientId;
    this.slug = slug;
  }

  get publicKeys(): readonly KeyObject[] {
    return this.#keys.map(({ publicKey }) => publicKey);
  }

  /** Adds a private key, by default a new one, and returns it as PEM. An App may have several. */
  addKey(pem = newPrivateKey()): string {
    this.#keys.push({ pem, publicKey: createPublicKey(pem) });
    return pem;
  }

  /** Tokens that were signed with this key are refused from now on. */
  removeKey(pem: string): void {
    const index = this.#keys.findIndex((key) => key.pem === pem);
    if (index >= 0) this.#keys.splice(index, 1);
  }

  /** The first installation on an account. */
  installationOn(account: string): Installation | undefined {
    return this.installations.find((each) => each.account.toLowerCase() === account.toLowerCase());
  }
}

/** GitHub creates keys of this form: RSA with 2048 bits, PKCS #1. */
const newPrivateKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
