import * as z from 'zod';

/** What an option must be, and what to do if it is not. */
export interface FieldRule {
  /** Completes "must be …". */
  readonly rule: string;
  /** What to do about an invalid value. */
  readonly remedy: string;
  /** A better remedy, for a value that shows what was meant. */
  readonly meant?: ((value: unknown) => string | undefined) | undefined;
}

const rules = z.registry<FieldRule>();

/** Gives the schema of an option the message for its problems. */
export function field<Schema extends z.ZodType>(schema: Schema, rule: FieldRule): Schema {
  rules.add(schema, rule);
  return schema;
}

/** The rule of an option's schema. @throws if the schema was made without `field`, which a test rules out */
export function ruleOf(schema: z.core.$ZodType): FieldRule {
  const rule = rules.get(schema as z.ZodType);
  if (rule === undefined) throw new Error(`an option of type ${schema._zod.def.type} has no rule: make it with field()`);
  return rule;
}

/** Tells whether a schema is an option's own. A second `.regex()` makes another schema, and leaves the first one without a rule. */
export const hasRule = (schema: z.core.$ZodType): boolean => rules.has(schema as z.ZodType);

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number, remedy: string) {
  return field(z.int().min(min).max(max), { rule: `a whole number from ${min} to ${max}`, remedy });
}

/** True or false. */
export function flag() {
  return field(z.boolean(), { rule: 'true or false', remedy: 'write it without quotes' });
}

/** One word of a list. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words, remedy: string) {
  return field(z.enum(words), { rule: `one of ${words.join(', ')}`, remedy });
}

const KIND = { rule: 'create or existing', remedy: 'choose one of the two, or leave it out to create' };

/** The kind of what this project creates. It is the default, so `kind` may be left out. */
export function createdKind() {
  return field(z.literal('create'), KIND).default('create');
}

/** The kind of what exists and belongs to somebody else. */
export function existingKind() {
  return field(z.literal('existing'), KIND);
}

/** Who assigns a role on what belongs to somebody else. */
export function roleAssigner() {
  return oneOf(
    ['create', 'external'],
    'create needs the right Microsoft.Authorization/roleAssignments/write; external leaves it to somebody who has it',
  ).default('create');
}

/** Text of a given form. */
export function text(pattern: RegExp, rule: FieldRule) {
  return field(z.string().regex(pattern), rule);
}

/** The name of an Azure VM size. */
export function vmSizeName() {
  return text(/^(?:Standard|Basic)_[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/, {
    rule: 'the name of an Azure VM size, like Standard_D2ds_v5',
    remedy: 'list the sizes of a region with: az vm list-sizes --location <location>',
  });
}
