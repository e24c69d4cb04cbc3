import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { RsaParameters } from '../stub-runner/runner-files';

/**
 * The key of the runners. Each real runner has its own; the fake has one for all, because a key takes a tenth of a second of
 * the processor. The client id in the token tells the runners apart.
 */
export class JitKey {
  #key: { readonly parameters: RsaParameters; readonly publicKey: KeyObject } | undefined;

  /** The private key, as a runner's file has it. */
  get parameters(): RsaParameters {
    return this.#get().parameters;
  }

  get publicKey(): KeyObject {
    return this.#get().publicKey;
  }

  #get() {
    this.#key ??= newKey();
    return this.#key;
  }
}

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { d, dp, dq, e, qi, n, p, q } = privateKey.export({ format: 'jwk' });
  const base64 = (number: string | undefined) => Buffer.from(number ?? '', 'base64url').toString('base64');
  const parameters: RsaParameters = {
    d: base64(d),
    dp: base64(dp),
    dq: base64(dq),
    exponent: base64(e),
    inverseQ: base64(qi),
    modulus: base64(n),
    p: base64(p),
    q: base64(q),
  };
  return { parameters, publicKey: createPublicKey(privateKey) };
}
