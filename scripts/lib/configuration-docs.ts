import type * as z from 'zod';
import { ruleOf } from '../../config/schema/field';
import type { DocComment, DocComments } from './doc-comments';

/** One option, for docs and tests. */
export interface OptionRow {
  /** Path in the config, like `agentPools[].name`. */
  readonly path: string;
  /** What the option must be; undefined for an option that only groups others. */
  readonly rule: string | undefined;
  /** The default in the schema; undefined if there is none. */
  readonly schemaDefault: unknown;
  readonly comment: DocComment | undefined;
}

/** The options of one object, in the order of the schema. */
export interface OptionTable {
  readonly title: string;
  readonly rows: readonly OptionRow[];
}

type Schema = z.core.$ZodType;

/**
 * Every option of a schema, with one table for each object in it.
 * @param schemas the object schemas by their names in the source
 * @param heading the title of the table of the outermost options
 */
export function optionTables(
  root: Schema,
  schemas: Readonly<Record<string, unknown>>,
  comments: DocComments,
  heading = 'The whole config',
): readonly OptionTable[] {
  const nameOf = (schema: Schema) => Object.entries(schemas).find(([, value]) => value === schema)?.[0] ?? '';

  const tablesOf = (schema: Schema, path: string, title: string): readonly OptionTable[] => {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    if (def.type === 'array') return tablesOf(def.element, `${path}[]`, `${path}[]`);
    if (def.type === 'union' && 'discriminator' in def) {
      return def.options.flatMap((option) => tablesOf(option, path, `${path}, kind ${kindOf(option, String(def.discriminator))}`));
    }
    if (def.type !== 'object') return [];
    const parts = Object.entries(def.shape).map(([key, part]) => ({
      key,
      part,
      inner: unwrap(part).schema,
      path: path === '' ? key : `${path}.${key}`,
    }));
    const rows = parts.map(({ key, part, inner, path: at }) => ({
      path: at,
      rule: ruleText(inner),
      schemaDefault: unwrap(part).byDefault,
      comment: comments.get(nameOf(schema))?.get(key),
    }));
    return [{ title, rows }, ...parts.flatMap(({ inner, path: at }) => tablesOf(inner, at, at))];
  };
  return tablesOf(root, '', heading);
}

/** The tables as Markdown. */
export function configurationMarkdown(tables: readonly OptionTable[]): string {
  const sections = tables.map(({ title, rows }) => [
    `## ${title}`,
    '',
    '| Option | What it is for | Must be | Default |',
    '|---|---|---|---|',
    ...rows.map(
      ({ path, comment, rule, schemaDefault }) =>
        `| ${[`\`${path}\``, comment?.text ?? '', rule ?? 'see below', defaultText(comment, schemaDefault)].map(cell).join(' | ')} |`,
    ),
    '',
  ]);
  return sections.flat().join('\n');
}

function unwrap(schema: Schema): { readonly schema: Schema; readonly byDefault: unknown } {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'default') return { schema: def.innerType, byDefault: def.defaultValue };
  if (def.type === 'optional' || def.type === 'prefault') return { schema: def.innerType, byDefault: undefined };
  return { schema, byDefault: undefined };
}

function ruleText(schema: Schema): string | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'object' || (def.type === 'union' && 'discriminator' in def)) return undefined;
  if (def.type === 'array') return ruleText(def.element) === undefined ? ruleOf(schema).rule : `a list, each ${ruleText(def.element)}`;
  if (def.type === 'record') return `keys: ${ruleText(def.keyType)}; values: ${ruleText(def.valueType)}`;
  return ruleOf(schema).rule;
}

const kindOf = (option: Schema, discriminator: string) =>
  String((unwrap((option as z.ZodObject).shape[discriminator] as Schema).schema as z.ZodLiteral).value);

/** The default as the comment explains it or, if it only repeats the value, the value of the schema. */
function defaultText(comment: DocComment | undefined, schemaDefault: unknown): string {
  if (comment?.default === undefined) return 'required';
  return schemaDefault === undefined || /[({]|^\[\] /.test(comment.default)
    ? comment.default.replace(/^- /, '')
    : `\`${JSON.stringify(schemaDefault)}\``;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
