/**
 * Returns a generator of numbers from 0 to below 1 that are the same for the same seed: mulberry32 (Tommy Ettinger, public domain).
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
 * Returns the times of the events of a Poisson process, in seconds from its start.
 * @param meanGap mean time between two events, in seconds
 * @param duration end of the process, in seconds
 */
export function poissonArrivals(random: () => number, meanGap: number, duration: number): readonly number[] {
  const arrivals: number[] = [];
  for (let at = 0; ; ) {
    at -= meanGap * Math.log(1 - random());
    if (at >= duration) return arrivals;
    arrivals.push(at);
  }
}
