import type * as z from 'zod';
import { ruleOf } from '../../../config/schema/field';
import { portablePattern } from './portable-pattern';

/** A JSON schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON schema of a text. If the text must not match a pattern, Helm's message is the rule of the option: for `not`, it
 * would say no more than that "not" failed.
 * @throws if the schema has a check that a JSON schema cannot express
 */
export function stringSchema(schema: z.core.$ZodString): JsonSchema {
  const checks = checksOf(schema);
  const portable = checks.flatMap(({ pattern }) => (pattern === undefined ? [] : [portablePattern(pattern)]));
  const patterns = portable.flatMap(({ pattern }) => pattern ?? []);
  const refused = portable.flatMap((each) => each.refused).join('|');
  return {
    type: 'string',
    // Helm checks this format and explains what is wrong with a day.
    ...(checks.some(({ format }) => format === 'date') ? { format: 'date' } : {}),
    ...(patterns.length === 1 ? { pattern: patterns[0] as string } : {}),
    ...(patterns.length > 1 ? { allOf: patterns.map((pattern) => ({ pattern })) } : {}),
    ...(refused === '' ? {} : onlyIf({ pattern: refused }, { const: unlessValid(ruleOf(schema).rule, patterns, refused) })),
  };
}

/**
 * The JSON schema of a text that somebody may write a secret into. For a pattern or a day, Helm's message would show the value; for
 * a constant, it shows the constant, which is the rule of the option.
 */
export function hiddenStringSchema(schema: z.core.$ZodString): JsonSchema {
  const patterns = checksOf(schema).flatMap(({ pattern }) => (pattern === undefined ? [] : [portablePattern(pattern)]));
  const [accepted, ...others] = patterns.flatMap(({ pattern, refused }) => [...(pattern === undefined ? [] : [pattern]), ...refused]);
  if (accepted === undefined || others.length > 0) throw new Error('a text that may be a secret must have one pattern');
  return { type: 'string', ...onlyIf({ not: { pattern: accepted } }, { const: unlessValid(ruleOf(schema).rule, [accepted], '') }) };
}

/** A rule that takes the place of a valid value in Helm's message. */
function unlessValid(rule: string, patterns: readonly string[], refused: string): string {
  if (![...patterns, refused].every((pattern) => new RegExp(pattern, 'u').test(rule))) return rule;
  throw new Error(`Helm would accept the rule of an option as its value: ${rule}`);
}

/** A schema that applies only to values that another schema accepts. */
export const onlyIf = (condition: JsonSchema, schema: JsonSchema): JsonSchema => {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
  return { if: condition, then: schema };
};

interface StringCheck {
  readonly format: string;
  readonly pattern: RegExp | undefined;
}

/** The format of a schema itself, as of `z.guid()`, and its checks. */
function checksOf(schema: z.core.$ZodString): readonly StringCheck[] {
  const defs = [schema._zod.def, ...(schema._zod.def.checks ?? []).map(({ _zod }) => _zod.def)] as readonly z.core.$ZodCheckDef[];
  return defs.flatMap((def) => {
    switch (def.check) {
      case undefined:
      case 'overwrite':
        return [];
      case 'string_format':
        return [def as z.core.$ZodCheckStringFormatDef].map(({ format, pattern }) => ({ format, pattern }));
      default:
        throw new Error(`a text has a check of the kind ${def.check}, which values.schema.json does not express: use a pattern`);
    }
  });
}
