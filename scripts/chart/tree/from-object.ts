import { partsOf, type Slot } from './slots';
import type { Guarded, MapEntry, Part, Tree } from './template-tree';

/**
 * Makes a template of an object that the typed builders made from a sample config: samples become expressions, and items with an
 * expression of a loop are repeated by that loop.
 *
 * @throws Error if an expression belongs to a loop, and no list or map around it can be repeated
 */
export function treeOf(value: unknown, slots: readonly Slot[]): Tree {
  const tree = withSlots(value, slots, '');
  const [loop] = loopsOf(tree);
  if (loop !== undefined) throw new Error(`nothing repeats what "${loop}" has`);
  return tree;
}

function withSlots(value: unknown, slots: readonly Slot[], path: string): Tree {
  const here = slots.filter(({ at }) => at === undefined || path.endsWith(`.${at}`));
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => repeated(withSlots(item, slots, path), loopsOf)) };
  if (typeof value === 'object' && value !== null) {
    return { kind: 'map', entries: Object.entries(value).map((entry) => mapEntry(entry, slots, path)) };
  }
  if (typeof value === 'number') {
    const slot = here.find(({ sample }) => sample === value);
    return slot === undefined ? { kind: 'constant', value } : { kind: 'number', expression: slot.expression };
  }
  if (typeof value === 'string') return textTree(value, here);
  if (typeof value === 'boolean') return { kind: 'constant', value };
  throw new Error(`an object has a part of the type ${typeof value}`);
}

function textTree(text: string, slots: readonly Slot[]): Tree {
  const whole = slots.find(({ sample }) => sample === text);
  if (whole === undefined && text.includes('\n')) {
    return { kind: 'lines', lines: text.split('\n').map((line) => repeated(partsOf(line, slots), partLoops)) };
  }
  const parts = partsOf(text, slots);
  return parts.every((part) => 'text' in part) ? { kind: 'constant', value: text } : { kind: 'text', parts };
}

/** A map entry whose key is an expression of a loop is repeated. Otherwise the loop repeats a list further in or further out. */
function mapEntry([key, value]: readonly [string, unknown], slots: readonly Slot[], path: string): Guarded<MapEntry> {
  const entry: MapEntry = { key: partsOf(key, slots), value: withSlots(value, slots, `${path}.${key}`) };
  return partLoops(entry.key).length === 0 ? { guards: [], item: entry } : repeated(entry, entryLoops);
}

/** An item with the loop that repeats it. Its expressions then no longer look for one. */
function repeated<Item>(item: Item, loopsIn: (item: Item) => readonly string[]): Guarded<Item> {
  const [loop, other] = new Set(loopsIn(item));
  if (loop === undefined) return { guards: [], item };
  if (other !== undefined) throw new Error(`"${loop}" and "${other}" repeat the same item`);
  return { guards: [{ head: loop }], item: JSON.parse(JSON.stringify(item), (key, value) => (key === 'loop' ? undefined : value)) };
}

const partLoops = (parts: readonly Part[]): readonly string[] => parts.flatMap((part) => ('loop' in part && part.loop ? [part.loop] : []));
const entryLoops = ({ key, value }: MapEntry): readonly string[] => [...partLoops(key), ...loopsOf(value)];

/** The loops of expressions that nothing repeats yet. */
function loopsOf(tree: Tree): readonly string[] {
  switch (tree.kind) {
    case 'text':
      return partLoops(tree.parts);
    case 'list':
      return tree.items.flatMap(({ item }) => loopsOf(item));
    case 'map':
      return tree.entries.flatMap(({ item }) => entryLoops(item));
    default:
      return [];
  }
}
