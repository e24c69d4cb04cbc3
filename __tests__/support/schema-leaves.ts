import type * as z from 'zod';

/**
 * Lists every text of a schema as patterns like `agentPools.*.env.*`. The pattern for the names of a map ends in `#`. The list
 * includes optional options and all kinds of a choice.
 */
export function textLeaves(schema: z.core.$ZodType, path = ''): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
      return textLeaves(def.innerType, path);
    case 'object':
      return Object.entries(def.shape).flatMap(([key, part]) => textLeaves(part, below(key)));
    case 'record':
      return [`${path}.#`, ...textLeaves(def.valueType, below('*'))];
    case 'array':
      return textLeaves(def.element, below('*'));
    case 'union':
      return [...new Set(def.options.flatMap((option) => textLeaves(option, path)))];
    case 'string':
    case 'enum':
      return [path];
    case 'literal':
      return def.values.some((word) => typeof word === 'string') ? [path] : [];
    default:
      return [];
  }
}
