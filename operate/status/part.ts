import { reason } from '../../lib/reason';

/** What was read, or in words why it could not be. */
export type Part<T> = { readonly value: T } | { readonly missing: string };

/** Reads; what goes wrong becomes the reason. */
export async function part<T>(read: () => Promise<T>): Promise<Part<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { missing: reason(error) };
  }
}

export function map<A, B>(from: Part<A>, make: (value: A) => B): Part<B> {
  return 'missing' in from ? from : { value: make(from.value) };
}

/** Made of two parts, of which both must be there. */
export function map2<A, B, C>(a: Part<A>, b: Part<B>, make: (a: A, b: B) => C): Part<C> {
  return 'missing' in a ? a : map(b, (value) => make(a.value, value));
}

/** The value, or what to take when it is missing. */
export function valueOr<A, B>(from: Part<A>, otherwise: B): A | B {
  return 'missing' in from ? otherwise : from.value;
}
