import * as z from 'zod';

/** One part of the schema that a config may set to another value. */
export type SchemaOption = {
  /** Like `agentPools[].cpu`. */
  readonly path: string;
  /** The kind of the choice that the option belongs to, such as `pat`. */
  readonly kind?: string | undefined;
} & (
  | { readonly form: 'value' }
  /** A flag or an enumeration: the schema lists the values. */
  | { readonly form: 'listed'; readonly values: readonly unknown[] }
  /** Options that may be left out together. */
  | { readonly form: 'group' }
  /** Options of several kinds. A config has one of the kinds. */
  | { readonly form: 'choice'; readonly kinds: readonly string[] }
);

/** Lists every option of a schema. A map or a list of plain values is one option. A list of objects has its options below its path. */
export function optionsOf(schema: z.core.$ZodType, path = '', kind?: string): readonly SchemaOption[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
      return optionsOf(def.innerType, path, kind);
    case 'optional': {
      const inner = optionsOf(def.innerType, path, kind);
      return inner.some((option) => option.path === path) ? inner : [{ path, kind, form: 'group' }, ...inner];
    }
    case 'object':
      return optionsOfShape(def.shape, path);
    case 'array': {
      const items = optionsOf(def.element, `${path}[]`, kind);
      return items.every((option) => option.path === `${path}[]`) ? [{ path, kind, form: 'value' }] : items;
    }
    case 'union': {
      if (!('discriminator' in def)) return [{ path, kind, form: 'value' }];
      const shapes = def.options.map((branch) => (branch as z.ZodObject).shape);
      const kinds = shapes.map(({ kind }) => String(((kind instanceof z.ZodDefault ? kind.unwrap() : kind) as z.ZodLiteral).value));
      const inner = shapes.flatMap((shape, at) => optionsOfShape(shape, path, kinds[at]));
      return [{ path, kind, form: 'choice', kinds }, ...inner.filter((option) => option.path !== `${path}.kind`)];
    }
    case 'enum':
      return [{ path, kind, form: 'listed', values: Object.values(def.entries) }];
    case 'literal':
      return [{ path, kind, form: 'listed', values: def.values }];
    case 'boolean':
      return [{ path, kind, form: 'listed', values: [true, false] }];
    default:
      return [{ path, kind, form: 'value' }];
  }
}

const optionsOfShape = (shape: Readonly<Record<string, z.core.$ZodType>>, path: string, kind?: string) =>
  Object.entries(shape).flatMap(([key, part]) => optionsOf(part, path === '' ? key : `${path}.${key}`, kind));
