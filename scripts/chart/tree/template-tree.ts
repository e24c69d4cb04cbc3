import type { Feature } from '../objects/features';

/** A piece of a text in a template: text that stays, or an expression that Helm evaluates. */
export type Part =
  | { readonly text: string }
  | {
      readonly expression: string;
      /** The type of its value. A `name` needs no quotes in YAML if it is part of a longer text. */
      readonly type: 'text' | 'name' | 'number';
      /** The head of the loop that its variables belong to, until an item of a list or map is found that the loop repeats. */
      readonly loop?: string | undefined;
    };

/** A block around an item: a condition that a feature is on or off, or any other block by its head, such as `range $entry := $m.agentPools`. */
export type Guard = { readonly feature: Feature; readonly isOn: boolean } | { readonly head: string };

/** The blocks around an item, the outermost first. */
export type Guards = readonly Guard[];

/** An item of a list, an entry of a map or a line of a text, and the blocks around it. */
export interface Guarded<Item> {
  readonly guards: Guards;
  readonly item: Item;
}

export interface MapEntry {
  readonly key: readonly Part[];
  readonly value: Tree;
}

/** A Kubernetes object, or a part of one, in which values are expressions and parts depend on conditions. */
export type Tree =
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'text'; readonly parts: readonly Part[] }
  | { readonly kind: 'number'; readonly expression: string }
  | { readonly kind: 'lines'; readonly lines: readonly Guarded<readonly Part[]>[] }
  | { readonly kind: 'list'; readonly items: readonly Guarded<Tree>[] }
  | { readonly kind: 'map'; readonly entries: readonly Guarded<MapEntry>[] };

/** Whether two trees, or parts of them, are equal. */
export const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
