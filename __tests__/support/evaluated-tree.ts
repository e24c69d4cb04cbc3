import type { Choice } from '../../scripts/chart/objects/features';
import type { Slot } from '../../scripts/chart/tree/slots';
import type { Guarded, Part, Tree } from '../../scripts/chart/tree/template-tree';

/** What Helm would make of a tree for a choice of features, if every expression had the value of its sample, and every loop one round. */
export function evaluatedTree(tree: Tree, choice: Choice, slots: readonly Slot[]): unknown {
  const sampleOf = (expression: string) => {
    const slot = slots.find((candidate) => candidate.expression === expression);
    if (slot === undefined) throw new Error(`no slot has the expression ${expression}`);
    return slot.sample;
  };
  const kept = <Item>(items: readonly Guarded<Item>[]): readonly Item[] =>
    items
      .filter(({ guards }) => guards.every((guard) => 'head' in guard || choice.has(guard.feature) === guard.isOn))
      .map(({ item }) => item);
  const text = (parts: readonly Part[]) => parts.map((part) => ('text' in part ? part.text : sampleOf(part.expression))).join('');
  const evaluated = (part: Tree): unknown => {
    switch (part.kind) {
      case 'constant':
        return part.value;
      case 'number':
        return sampleOf(part.expression);
      case 'text':
        return text(part.parts);
      case 'lines':
        return kept(part.lines).map(text).join('\n');
      case 'list':
        return kept(part.items).map(evaluated);
      case 'map':
        return mapOf(kept(part.entries).map(({ key, value }) => [text(key), evaluated(value)]));
    }
  };
  return evaluated(tree);
}

function mapOf(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const map = Object.fromEntries(entries);
  if (Object.keys(map).length < entries.length) throw new Error(`a map has a key twice: ${entries.map(([key]) => key).join(', ')}`);
  return map;
}
