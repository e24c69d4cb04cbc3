/** An RSA public key as the agent sends it: both numbers big-endian, in base64. */
export interface RsaPublicKey {
  readonly exponent: string;
  readonly modulus: string;
}
