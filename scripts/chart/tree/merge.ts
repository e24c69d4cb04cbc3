import type { Feature } from '../objects/features';
import { aligned } from './aligned';
import { agree, type Domain, shortened } from './domain';
import { type Guarded, type Guards, isEqual, type MapEntry, type Tree } from './template-tree';

/** The feature by which two trees differ, and the possible choices of features with it and without it. */
export interface Difference {
  readonly feature: Feature;
  readonly on: Domain;
  readonly off: Domain;
}

/**
 * Makes one tree of two: that which the builders make with a feature, and that which they make without it. What only one of them has
 * stands under the feature's condition or its opposite.
 *
 * @returns undefined if the two have nothing in common
 */
export function mergeTrees(on: Tree, off: Tree, difference: Difference): Tree | undefined {
  if (isEqual(on, off)) return on;
  if (on.kind === 'list' && off.kind === 'list') {
    return { kind: 'list', items: mergeItems(on.items, off.items, difference, { keyOf: listKey, merge: mergeTrees }) };
  }
  if (on.kind === 'map' && off.kind === 'map') {
    const entries = mergeItems(on.entries, off.entries, difference, { keyOf: ({ key }) => JSON.stringify(key), merge: mergeEntries });
    return { kind: 'map', entries: together(entries, difference.feature) };
  }
  if (on.kind === 'lines' && off.kind === 'lines') {
    return { kind: 'lines', lines: mergeItems(on.lines, off.lines, difference, { keyOf: JSON.stringify, merge: (line) => line }) };
  }
  return undefined;
}

function mergeEntries(on: MapEntry, off: MapEntry, difference: Difference): MapEntry | undefined {
  const value = mergeTrees(on.value, off.value, difference);
  return value === undefined ? undefined : { key: on.key, value };
}

/**
 * What identifies an item of a list: its kind and name for an object, its name for a container, variable or volume, its alert for a rule
 * of Prometheus, otherwise the item itself.
 */
function listKey(tree: Tree): string {
  if (tree.kind !== 'map') return JSON.stringify(tree);
  const part = (entries: readonly Guarded<MapEntry>[], name: string): Tree | undefined =>
    entries.find(({ item: { key } }) => isEqual(key, [{ text: name }]))?.item.value;
  const metadata = part(tree.entries, 'metadata');
  const name =
    metadata?.kind === 'map'
      ? [part(tree.entries, 'kind'), part(metadata.entries, 'name')]
      : (part(tree.entries, 'name') ?? part(tree.entries, 'alert'));
  return JSON.stringify(name ?? tree);
}

interface How<Item> {
  readonly keyOf: (item: Item) => string;
  readonly merge: (on: Item, off: Item, difference: Difference) => Item | undefined;
}

function mergeItems<Item>(
  on: readonly Guarded<Item>[],
  off: readonly Guarded<Item>[],
  difference: Difference,
  { keyOf, merge }: How<Item>,
): readonly Guarded<Item>[] {
  // Lists of one item each are about the same thing, such as the only trigger of a ScaledJob.
  const isPair = on.length === 1 && off.length === 1;
  const both: Domain = [...difference.on, ...difference.off];
  const keyed = (items: readonly Guarded<Item>[]) => items.map((guarded) => ({ ...guarded, key: isPair ? '' : keyOf(guarded.item) }));
  return aligned(keyed(on), keyed(off), likeness).flatMap(([a, b]) => {
    const guards = a && b && commonGuards(a.guards, b.guards, difference);
    const item = guards && merge(a.item, b.item, difference);
    if (guards && item !== undefined) return [{ guards, item }];
    const alone = (guarded: Guarded<Item> | undefined, isOn: boolean): readonly Guarded<Item>[] =>
      guarded === undefined
        ? []
        : [{ guards: shortened([{ feature: difference.feature, isOn }, ...guarded.guards], both), item: guarded.item }];
    return [...alone(a, true), ...alone(b, false)];
  });
}

/** Items with the same key are about the same thing, and equal ones even more so. */
function likeness<Item>(a: Guarded<Item> & { readonly key: string }, b: Guarded<Item> & { readonly key: string }): number {
  if (a.key !== b.key) return 0;
  return isEqual(a.item, b.item) ? 2 : 1;
}

/** Blocks that mean the same as those of both sides, each where its side applies; undefined if there are none. */
function commonGuards(on: Guards, off: Guards, difference: Difference): Guards | undefined {
  const both: Domain = [...difference.on, ...difference.off];
  const fits = [on, off].find((guards) => agree(guards, on, difference.on) && agree(guards, off, difference.off));
  return fits && shortened(fits, both);
}

/** Entries of a map that stand under the feature or under its opposite, side by side: the order of a map has no meaning. */
function together(entries: readonly Guarded<MapEntry>[], feature: Feature): readonly Guarded<MapEntry>[] {
  const under = ({ guards: [guard] }: Guarded<MapEntry>, isOn: boolean): boolean =>
    guard !== undefined && 'feature' in guard && guard.feature === feature && guard.isOn === isOn;
  const first = entries.findIndex((entry) => under(entry, true) || under(entry, false));
  if (first < 0) return entries;
  const rest = entries.slice(first);
  return [
    ...entries.slice(0, first),
    ...rest.filter((entry) => under(entry, true)),
    ...rest.filter((entry) => under(entry, false)),
    ...rest.filter((entry) => !under(entry, true) && !under(entry, false)),
  ];
}
