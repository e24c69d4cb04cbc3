import { reason } from '../../lib/reason';

/** What was read, or why it could not be read. */
export type Part<T> = { readonly value: T } | { readonly missing: string };

/** Reads a part. An error becomes the reason why it is missing. */
export async function part<T>(read: () => Promise<T>): Promise<Part<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { missing: reason(error) };
  }
}

/** Changes the value of a part. */
export function map<A, B>(from: Part<A>, make: (value: A) => B): Part<B> {
  return 'missing' in from ? from : { value: make(from.value) };
}

/** Makes one part of two. It is missing if either is. */
export function map2<A, B, C>(a: Part<A>, b: Part<B>, make: (a: A, b: B) => C): Part<C> {
  return 'missing' in a ? a : map(b, (value) => make(a.value, value));
}

/** The value of a part, or a default if it is missing. */
export function valueOr<A, B>(from: Part<A>, otherwise: B): A | B {
  return 'missing' in from ? otherwise : from.value;
}
