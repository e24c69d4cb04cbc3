interface Event {
  readonly time: number;
  readonly order: number;
  readonly act: () => void;
}

/** A clock of a simulation, in milliseconds. It jumps from one planned event to the next. */
export class Clock {
  now = 0;
  #planned = 0;
  readonly #heap: Event[] = [];

  /** Plans an action. Actions of the same time run in the order in which they were planned. */
  in(delay: number, act: () => void): void {
    const heap = this.#heap;
    let at = heap.push({ time: this.now + Math.max(0, Math.round(delay)), order: this.#planned++, act }) - 1;
    for (let above = (at - 1) >> 1; at > 0 && isBefore(heap, at, above); above = (at - 1) >> 1) {
      swap(heap, at, above);
      at = above;
    }
  }

  /** Runs everything that is planned until then. */
  runUntil(end: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.time <= end; next = this.#heap[0]) {
      this.#removeFirst();
      this.now = next.time;
      next.act();
    }
    this.now = end;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = right < heap.length && isBefore(heap, right, left) ? right : left;
      if (least >= heap.length || !isBefore(heap, least, at)) return;
      swap(heap, at, least);
      at = least;
    }
  }
}

function isBefore(heap: readonly Event[], a: number, b: number): boolean {
  const [one, two] = [heap[a], heap[b]];
  if (one === undefined || two === undefined) return false;
  return one.time < two.time || (one.time === two.time && one.order < two.order);
}

function swap(heap: Event[], a: number, b: number): void {
  const [one, two] = [heap[a], heap[b]];
  if (one === undefined || two === undefined) return;
  heap[a] = two;
  heap[b] = one;
}
