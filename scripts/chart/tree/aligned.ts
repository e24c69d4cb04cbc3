/** An item of both lists, or of one of them. */
export type Pair<Item> = readonly [Item | undefined, Item | undefined];

/** How alike two items are: 0 if they are not about the same thing. */
export type Likeness<Item> = (a: Item, b: Item) => number;

/** Pairs items of two lists in their order, so that the pairs are together as alike as possible. An item may have no partner. */
export function aligned<Item>(a: readonly Item[], b: readonly Item[], likeness: Likeness<Item>): readonly Pair<Item>[] {
  const alike = a.map((one) => b.map((other) => likeness(one, other)));
  const at = (i: number, j: number): number => alike[i]?.[j] ?? 0;
  const best = bestSums(a.length, b.length, at);
  const pairs: Pair<Item>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (at(i, j) > 0 && best(i, j) === at(i, j) + best(i + 1, j + 1)) pairs.push([a[i++], b[j++]]);
    else if (i < a.length && best(i, j) === best(i + 1, j)) pairs.push([a[i++], undefined]);
    else pairs.push([undefined, b[j++]]);
  }
  return pairs;
}

/** The largest sum of likenesses in the rest of both lists, from an index of each. */
function bestSums(lengthA: number, lengthB: number, at: (i: number, j: number) => number): (i: number, j: number) => number {
  const table = Array.from({ length: lengthA + 1 }, () => new Array<number>(lengthB + 1).fill(0));
  const best = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = lengthA - 1; i >= 0; i--) {
    for (let j = lengthB - 1; j >= 0; j--) {
      const paired = at(i, j) > 0 ? at(i, j) + best(i + 1, j + 1) : 0;
      (table[i] as number[])[j] = Math.max(paired, best(i + 1, j), best(i, j + 1));
    }
  }
  return best;
}
