import fc from 'fast-check';
import type { Draft } from './builders';

/** A text of a draft: the value at a path, or the name of a pair in a map. */
export interface Leaf {
  readonly path: readonly string[];
  readonly kind: 'value' | 'name';
}

const MAPS = ['tags', 'config', 'buildArgs', 'vmHour', 'spotVmHour', 'tierHour', 'registryDay', 'capabilities', 'env', 'nodeSelector'];

/** Lists every text of a draft. */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, kind: 'value' }];
  if (typeof value !== 'object' || value === null) return [];
  const isMap = MAPS.includes(path.at(-1) ?? '');
  return Object.entries(value).flatMap(([key, part]) => [
    ...(isMap ? [{ path: [...path, key], kind: 'name' as const }] : []),
    ...leavesOf(part, [...path, key]),
  ]);
}

/** A leaf as a pattern, in the form of `textLeaves`. */
export function patternOf({ path, kind }: Leaf): string {
  const keys = path.map((key, at) => (/^\d+$/.test(key) || MAPS.includes(path[at - 1] ?? '') ? '*' : key));
  return kind === 'value' ? keys.join('.') : [...keys.slice(0, -1), '#'].join('.');
}

/** The text at a leaf. */
export function textAt(draft: Draft, { path, kind }: Leaf): string {
  if (kind === 'name') return path.at(-1) as string;
  return path.reduce<unknown>((part, key) => (part as Draft)[key], draft) as string;
}

/** A copy of a draft with another text at a leaf. */
export function withText(draft: Draft, { path, kind }: Leaf, text: string): Draft {
  const copy = structuredClone(draft);
  const last = path.at(-1) as string;
  const parent = path.slice(0, -1).reduce<unknown>((part, key) => (part as Draft)[key], copy) as Draft;
  if (kind === 'value') return define(parent, last, text) && copy;
  const value = parent[last];
  delete parent[last];
  return define(parent, text, value) && copy;
}

/** Sets a property, also one named `__proto__`, which an assignment would not. */
const define = (part: Draft, key: string, value: unknown) =>
  Object.defineProperty(part, key, { value, enumerable: true, configurable: true, writable: true });

/** Text with a meaning for Terraform, cdktf, the kubelet or a shell. */
const FRAGMENTS = [
  ...['${', '%{', '$${', '%%{', '$', '%', '$$', '{', '}', '${x}', '${file("/etc/hostname")}', '%{ if true }x%{ endif }', '${"'],
  ...['${TfToken[TOKEN.0]}', '${TfToken[TOKEN.99999]}', '#{TfToken[TOKEN.0]}', '&{TfToken[TOKEN.0]}', 'TfToken[', ']}'],
  ...['-8.3e+298', '-82e297', '-1.8881545897087505e+289', '1e5', 'String Map Token Value', 'Any Map Token Value', '__proto__', 'toString'],
  ...['$(AZP_URL)', '$(', 'é', '$é', '🙂', '\uFDD0', '$\uFDD0{', '\n', '"', "'", '\\', '`id`', '%PATH%', ' ', '-', '//'],
];

/** Makes a damaged text from the text that is there and one or two fragments. */
export const damage: fc.Arbitrary<(text: string) => string> = fc
  .record({
    one: fc.constantFrom(...FRAGMENTS),
    two: fc.constantFrom('', ...FRAGMENTS),
    place: fc.nat(4),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ one, two, place, cut }) => (text) => {
    const at = Math.floor(text.length * cut);
    return [one, text + one + two, one + two + text, text.slice(0, at) + one + text.slice(at), one + text + two][place] as string;
  });
