import type { KubernetesObject } from '@kubernetes/client-node';

/** An entry of `metadata.managedFields`. */
interface ManagedFields {
  readonly manager?: string;
  readonly subresource?: string;
  readonly fieldsV1?: object;
}

/**
 * The fields of an object by their owners, as `metadata.managedFields` has them, without those of its status. A field is written like
 * `spec.containers[name=agent].image`.
 */
export function fieldOwners({ metadata }: KubernetesObject): Readonly<Record<string, readonly string[]>> {
  const owners: Record<string, readonly string[]> = {};
  const entries = (metadata?.managedFields ?? []) as readonly ManagedFields[];
  for (const { manager = '', subresource, fieldsV1 = {} } of entries)
    if (subresource === undefined) owners[manager] = [...(owners[manager] ?? []), ...pathsOf(fieldsV1, '')].toSorted();
  return owners;
}

/** A set of fields is a tree, in which `.` stands for the field itself (https://pkg.go.dev/sigs.k8s.io/structured-merge-diff/v6/fieldpath#PathElement). */
function pathsOf(fields: object, path: string): readonly string[] {
  const children = Object.entries(fields).filter(([key]) => key !== '.');
  const below = children.flatMap(([key, child]) => pathsOf(child as object, `${path}${step(key)}`));
  return children.length === 0 || '.' in fields ? [path.replace(/^\./, ''), ...below] : below;
}

function step(key: string): string {
  const text = key.slice(2);
  if (key.startsWith('f:')) return `.${text}`;
  if (!key.startsWith('k:')) return `[${text}]`;
  const pairs = Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, value]) => `${name}=${value}`);
  return `[${pairs.join(',')}]`;
}
