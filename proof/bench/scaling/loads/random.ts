/**
 * Numbers from 0 to below 1 that are the same in every run: mulberry32 (Tommy Ettinger, public domain).
 * @param seed any whole number
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * When the events of a Poisson process come, in seconds from its start.
 * @param meanGap seconds between two events on average
 * @param duration seconds after which no more come
 */
export function poissonArrivals(random: () => number, meanGap: number, duration: number): readonly number[] {
  const arrivals: number[] = [];
  for (let at = 0; ; ) {
    at -= meanGap * Math.log(1 - random());
    if (at >= duration) return arrivals;
    arrivals.push(at);
  }
}
