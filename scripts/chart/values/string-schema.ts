import type * as z from 'zod';
import { ruleOf } from '../../../config/schema/field';
import { portablePattern } from './portable-pattern';

/** A JSON schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON schema of a text. Helm's message for a text of another form is the rule of the option, as the only value that may be
 * there: for `pattern` and `format`, it would show the value, which may be a secret in the wrong place, and for `not`, no more than that
 * "not" failed.
 * @throws if the schema has a check that a JSON schema cannot express
 */
export function stringSchema(schema: z.core.$ZodString): JsonSchema {
  const checks = checksOf(schema);
  const portable = checks.flatMap(({ pattern }) => (pattern === undefined ? [] : [portablePattern(pattern)]));
  const patterns = portable.flatMap(({ pattern }) => pattern ?? []);
  const refused = portable.flatMap((each) => each.refused).join('|');
  return {
    type: 'string',
    ...(portable.length === 0 ? {} : formSchema(ruleOf(schema).rule, patterns, refused)),
  };
}

/** Accepts texts that match all patterns and not the refused one. The rule, which the message names, gets no exception. */
function formSchema(rule: string, patterns: readonly string[], refused: string): JsonSchema {
  const faults = [...patterns.map((pattern) => ({ not: { pattern } })), ...(refused === '' ? [] : [{ pattern: refused }])];
  const form = onlyIf(faults.length === 1 ? (faults[0] as JsonSchema) : { anyOf: faults }, { const: rule });
  const matches = (pattern: string) => new RegExp(pattern, 'u').test(rule);
  const isValue = patterns.every(matches) && (refused === '' || !matches(refused));
  return isValue ? form : { ...form, not: { const: rule } };
}

/** A schema that applies only to values that another schema accepts. */
export const onlyIf = (condition: JsonSchema, schema: JsonSchema): JsonSchema => {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
  return { if: condition, then: schema };
};

interface StringCheck {
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
        return [def as z.core.$ZodCheckStringFormatDef].map(({ pattern }) => ({ pattern }));
      default:
        throw new Error(`a text has a check of the kind ${def.check}, which values.schema.json does not express: use a pattern`);
    }
  });
}
