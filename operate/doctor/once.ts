/** A look-up that several checks share: made when the first asks, and only once, whether it succeeds or not. */
export function once<T>(look: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= look();
    return made;
  };
}
