import { stringify } from 'yaml';
import { FEATURES } from '../objects/features';
import { type Guard, type Guarded, isEqual, type Part, type Tree } from './template-tree';

/** The lines of a template file, of which each object of a list is one document. */
export function printObjects(items: readonly Guarded<Tree>[]): readonly string[] {
  return blocks(items, '', (object) => ['---', ...printTree(object, '')]);
}

/** The lines of a map or a list, or of a value alone, at a depth of the file. */
function printTree(tree: Tree, indent: string): readonly string[] {
  switch (tree.kind) {
    case 'map':
      return blocks(tree.entries, indent, ({ key, value }) => withHead(`${scalar(key)}:`, value, indent));
    case 'list':
      return blocks(tree.items, indent, (item) => listItem(item, indent));
    default:
      return [`${indent}${printScalar(tree)}`];
  }
}

function withHead(head: string, value: Tree, indent: string): readonly string[] {
  switch (value.kind) {
    case 'map':
      return [`${indent}${head}`, ...printTree(value, `${indent}  `)];
    case 'list':
      return [`${indent}${head}`, ...printTree(value, `${indent}  `)];
    case 'lines':
      return [`${indent}${head} |-`, ...blocks(value.lines, `${indent}  `, (parts) => [`${indent}  ${inline(parts)}`])];
    default:
      return [`${indent}${head} ${printScalar(value)}`];
  }
}

/** An item begins with "- " in place of the last two blanks of its first line. If that is the head of a block, the item gets an own line. */
function listItem(item: Tree, indent: string): readonly string[] {
  if (item.kind !== 'map' && item.kind !== 'list') return [`${indent}- ${printScalar(item)}`];
  const [first = '', ...rest] = printTree(item, `${indent}  `);
  if (first.trimStart().startsWith('{{-')) return [`${indent}-`, first, ...rest];
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

/** Prints items, with the blocks around them. Neighbours in the same block share it, and a condition and its opposite are one `if` with `else`. */
function blocks<Item>(items: readonly Guarded<Item>[], indent: string, print: (item: Item) => readonly string[]): readonly string[] {
  const lines: string[] = [];
  let isElse = false;
  for (let at = 0; at < items.length; ) {
    const [guard] = items[at]?.guards ?? [];
    const end = guard === undefined ? at + 1 : items.findLastIndex((_, index) => isRun(items, at, index, guard)) + 1;
    const run = items.slice(at, end);
    if (guard === undefined) lines.push(...run.flatMap(({ item }) => print(item)));
    else {
      lines.push(`${indent}{{- ${isElse ? 'else' : headOf(guard)} }}`);
      lines.push(
        ...blocks(
          run.map(({ guards, item }) => ({ guards: guards.slice(1), item })),
          indent,
          print,
        ),
      );
      isElse = !isElse && isOpposite(guard, items[end]?.guards[0]);
      if (!isElse) lines.push(`${indent}{{- end }}`);
    }
    at = end;
  }
  return lines;
}

/** Whether all items from one index to another are in the same block. */
const isRun = (items: readonly Guarded<unknown>[], from: number, to: number, guard: Guard): boolean =>
  to >= from && items.slice(from, to + 1).every(({ guards: [first] }) => isEqual(first, guard));

const isOpposite = (guard: Guard, other: Guard | undefined): boolean =>
  'feature' in guard && isEqual(other, { ...guard, isOn: !guard.isOn });

function headOf(guard: Guard): string {
  if ('head' in guard) return guard.head;
  const condition = FEATURES[guard.feature];
  return guard.isOn ? `if ${condition}` : `if not ${wrapped(condition)}`;
}

function printScalar(tree: Tree): string {
  if (tree.kind === 'number') return `{{ int64 ${wrapped(tree.expression)} }}`;
  if (tree.kind === 'text') return scalar(tree.parts);
  if (tree.kind === 'constant') return constant(tree.value);
  throw new Error(`a ${tree.kind} is no scalar`);
}

/** A text in YAML. Helm quotes expressions that could be read as something else, such as a number. */
function scalar(parts: readonly Part[]): string {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) {
    if ('text' in first) return constant(first.text);
    return first.type === 'number' ? `"${inline(parts)}"` : `{{ ${first.expression} | quote }}`;
  }
  if (parts.every((part) => 'text' in part || part.type !== 'text')) return plainOrQuoted(parts);
  const format = parts.map((part) => ('text' in part ? part.text.replaceAll('%', '%%') : part.type === 'number' ? '%d' : '%s')).join('');
  const values = parts.flatMap((part) =>
    'text' in part ? [] : [part.type === 'number' ? `(int64 ${wrapped(part.expression)})` : wrapped(part.expression)],
  );
  return `{{ printf ${JSON.stringify(format)} ${values.join(' ')} | quote }}`;
}

/** Names need no quotes if the text around them needs none. */
function plainOrQuoted(parts: readonly Part[]): string {
  const example = parts.map((part) => ('text' in part ? part.text : 'name')).join('');
  if (stringify(example, { lineWidth: 0 }).trimEnd() === example) return inline(parts);
  return `"${inline(parts.map((part) => ('text' in part ? { text: JSON.stringify(part.text).slice(1, -1) } : part)))}"`;
}

const inline = (parts: readonly Part[]): string =>
  parts
    .map((part) => {
      if ('text' in part) return withoutActions(part.text);
      return `{{ ${part.type === 'number' ? `int64 ${wrapped(part.expression)}` : part.expression} }}`;
    })
    .join('');

const wrapped = (expression: string): string => (/[ |]/.test(expression) ? `(${expression})` : expression);

const constant = (value: string | number | boolean): string => withoutActions(stringify(value, { lineWidth: 0 }).trimEnd());

/** Text that is an action for another program, such as Prometheus, is none for Helm. */
const withoutActions = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');
