import * as z from 'zod';
import { below, type Problem } from './problems/problem';
import { UNKNOWN_OPTION } from './problems/shown-value';
import { ruleOf } from './schema/field';
import { nearestName } from './text/nearest-name';

/** A value in which each invalid part is replaced by undefined, and the problems with those parts. */
export interface Checked {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

type Schema = z.core.$ZodType;

/**
 * Checks a value against a schema and finds every problem: an invalid option does not hide a problem in another one, and
 * the rules that compare options still see every valid option.
 */
export function check(schema: Schema, value: unknown, path = ''): Checked {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
      return value === undefined ? valid(undefined) : check(def.innerType, value, path);
    case 'default':
      return value === undefined ? valid(def.defaultValue) : check(def.innerType, value, path);
    case 'prefault':
      return check(def.innerType, value === undefined ? def.defaultValue : value, path);
    case 'object':
      // What an absent object must contain says more than that it is absent.
      if (value === undefined && path !== '') return { ...checkObject(def.shape, {}, path), value: undefined };
      return isObject(value) ? checkObject(def.shape, value, path) : notAnObject(value, path);
    case 'record':
      return isObject(value) ? checkRecord(def, value, path) : notAnObject(value, path);
    case 'array':
      if (value === undefined && (def.element as z.core.$ZodTypes)._zod.def.type === 'object') return checkLeaf(schema, value, path);
      return Array.isArray(value)
        ? checkArray(schema, def.element, value, path)
        : invalid({ path, rule: 'must be a list', value, remedy: 'write it in [ and ]' });
    case 'union':
      return 'discriminator' in def ? checkChoice(def.options, String(def.discriminator), value, path) : checkLeaf(schema, value, path);
    default:
      return checkLeaf(schema, value, path);
  }
}

function checkLeaf(schema: Schema, value: unknown, path: string): Checked {
  const result = (schema as z.ZodType).safeParse(value);
  if (result.success) return valid(result.data);
  const { rule, remedy, meant } = ruleOf(schema);
  return invalid({ path, rule: `must be ${rule}`, value, remedy: meant?.(value) ?? quotesRemedy(schema, value) ?? remedy });
}

/** The remedy when quotes are missing or not wanted. undefined for an option that accepts both: its own remedy distinguishes the two. */
function quotesRemedy(schema: Schema, value: unknown): string | undefined {
  if ((schema as z.core.$ZodTypes)._zod.def.type === 'union') return undefined;
  const isValid = (other: unknown) => (schema as z.ZodType).safeParse(other).success;
  if (typeof value === 'number' || typeof value === 'boolean') return isValid(String(value)) ? `put it in quotes: "${value}"` : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const plain = value === 'true' || value === 'false' ? value === 'true' : Number(value);
  return isValid(plain) ? `write it without quotes: ${plain}` : undefined;
}

function checkObject(shape: Readonly<Record<string, Schema>>, value: Readonly<Record<string, unknown>>, path: string): Checked {
  const known = Object.keys(shape);
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  const parts = known.map((key) => [key, check(shape[key] as Schema, value[key], below(path, key))] as const);
  // Absent options stay absent; invalid ones become keys with the value undefined, so that rules can tell them apart.
  const seen = parts.filter(([, part]) => part.value !== undefined || part.problems.length > 0);
  return checked(Object.fromEntries(seen.map(([key, part]) => [key, part.value])), [
    ...unknown.map((key) => ({ path: below(path, key), rule: UNKNOWN_OPTION, value: value[key], remedy: nearest(key, known) })),
    ...parts.flatMap(([, part]) => part.problems),
  ]);
}

function checkRecord(def: { keyType: Schema; valueType: Schema }, value: Readonly<Record<string, unknown>>, path: string): Checked {
  const parts = Object.entries(value).map(([key, item]) => {
    const name = check(def.keyType, key, below(path, key));
    return name.problems.length > 0 ? ([key, name] as const) : ([key, check(def.valueType, item, below(path, key))] as const);
  });
  const problems = parts.flatMap(([, part]) => part.problems);
  return checked(problems.length > 0 ? undefined : Object.fromEntries(parts.map(([key, part]) => [key, part.value])), problems);
}

function checkArray(schema: Schema, element: Schema, value: readonly unknown[], path: string): Checked {
  const parts = Array.from(value, (item, index) => check(element, item, below(path, index)));
  const own = (schema as z.ZodType).safeParse(value).error?.issues.some((issue) => issue.path.length === 0);
  const problems = parts.flatMap((part) => part.problems);
  // A list of objects keeps its length, with undefined for invalid ones. A list of plain values is valid as a whole or undefined.
  const isUndefined = problems.length > 0 && (element as z.core.$ZodTypes)._zod.def.type !== 'object';
  return checked(isUndefined ? undefined : parts.map((part) => part.value), [
    ...(own ? checkLeaf(schema, value, path).problems : []),
    ...problems,
  ]);
}

/** Checks a union of objects that a key such as `kind` distinguishes. Reports the problems of the chosen one only. */
function checkChoice(options: readonly Schema[], discriminator: string, value: unknown, path: string): Checked {
  if (!isObject(value)) return notAnObject(value, path);
  const shapes = options.map((option) => (option as z.ZodObject).shape as Readonly<Record<string, z.ZodType>>);
  const chosen = shapes.find((shape) => shape[discriminator]?.safeParse(value[discriminator]).success);
  if (chosen !== undefined) return checkObject(chosen, value, path);
  return check(shapes[0]?.[discriminator] as Schema, value[discriminator], below(path, discriminator));
}

function nearest(key: string, known: readonly string[]): string {
  const name = nearestName(key, known);
  return name === undefined ? `remove it, or use one of ${known.join(', ')}` : `did you mean "${name}"?`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => z.core.util.isPlainObject(value);

const valid = (value: unknown): Checked => ({ value, problems: [] });
const checked = (value: unknown, problems: readonly Problem[]): Checked => ({ value, problems });
const invalid = (problem: Problem): Checked => checked(undefined, [problem]);
const notAnObject = (value: unknown, path: string): Checked =>
  invalid({ path: path === '' ? 'the config' : path, rule: 'must be an object', value, remedy: 'write it in { and }' });
