import { type KeyObject, randomBytes, verify } from 'node:crypto';

/** A parsed JSON Web Token. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Header and claims as they were signed. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Undefined if the text is no JSON Web Token. */
export function parseJwt(text: string): Jwt | undefined {
  const parts = text.split('.');
  if (parts.length !== 3) return undefined;
  const [head = '', body = '', signature = ''] = parts;
  const header = objectIn(head);
  const claims = objectIn(body);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
}

/** Whether the token has a valid RS256 signature of this key. */
export const isSignedBy = ({ header, signed, signature }: Jwt, key: KeyObject): boolean =>
  header['alg'] === 'RS256' && verify('RSA-SHA256', Buffer.from(signed), key, signature);

/** A JSON Web Token with a random signature, which nobody checks. */
export function unsignedJwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}

function objectIn(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
