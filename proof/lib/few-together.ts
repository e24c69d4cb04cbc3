/** Does something for each item, for a few of them at a time. @returns the results, in the order of the items */
export async function fewTogether<Item, Result>(
  items: readonly Item[],
  count: number,
  action: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const next = async () => {
    for (const [index, item] of waiting) results[index] = await action(item, index);
  };
  await Promise.all(Array.from({ length: count }, next));
  return results;
}
