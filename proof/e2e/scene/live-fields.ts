/** How an object in the cluster differs from what was applied. Both are lists of JSON pointers. */
export interface LiveFields {
  /** Fields that only the object in the cluster has: somebody has set them, or they have a default. */
  readonly added: readonly string[];
  /** Fields that have another value in the cluster, or that it lacks. */
  readonly changed: readonly string[];
}

/** What the API server sets in each object; tools for GitOps ignore these fields. */
const SERVER_FIELDS = [
  '/status',
  ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid'].map((field) => `/metadata/${field}`),
];

/** Compares an object in the cluster with what was applied. Items of lists are compared by their positions. */
export function liveFields(applied: object, live: object): LiveFields {
  const added: string[] = [];
  const changed: string[] = [];
  const compare = (before: unknown, after: unknown, pointer: string): void => {
    if (SERVER_FIELDS.includes(pointer)) return;
    if (before === undefined) added.push(pointer);
    else if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
      if (before !== after) changed.push(pointer);
    } else {
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
        if (before[key] === undefined && after[key] === undefined) continue;
        compare(before[key], after[key], `${pointer}/${escaped(key)}`);
      }
    }
  };
  compare(applied, live, '');
  return { added: added.toSorted(), changed: changed.toSorted() };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
