import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** One difference, as a line to print. */
export type Difference = string;

/** Compares two sets of objects. Their order does not matter: Helm applies them in its own. */
export function differences(stack: readonly NativeObject[], chart: readonly NativeObject[]): readonly Difference[] {
  const [wanted, rendered] = [byName(stack), byName(chart)];
  return [
    ...repeated(chart),
    ...[...wanted.keys()].filter((name) => !rendered.has(name)).map((name) => `${name}: only in the stack`),
    ...[...rendered.keys()].filter((name) => !wanted.has(name)).map((name) => `${name}: only in the chart`),
    ...[...wanted].flatMap(([name, object]) =>
      rendered.has(name) ? below('', object, rendered.get(name)).map((line) => `${name}: ${line}`) : [],
    ),
  ];
}

const nameOf = ({ kind, metadata: { name, namespace } }: NativeObject): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

const byName = (objects: readonly NativeObject[]) => new Map(objects.map((object) => [nameOf(object), object]));

function repeated(objects: readonly NativeObject[]): readonly Difference[] {
  const names = objects.map(nameOf);
  return names.filter((name, at) => names.indexOf(name) < at).map((name) => `${name}: twice in the chart`);
}

/** The differences below a path, one line each. */
function below(path: string, stack: unknown, chart: unknown): readonly Difference[] {
  if (isContainer(stack) && isContainer(chart) && Array.isArray(stack) === Array.isArray(chart)) {
    const keys = [...new Set([...Object.keys(stack), ...Object.keys(chart)])];
    return keys.flatMap((key) => below(Array.isArray(stack) ? `${path}[${key}]` : `${path}${path && '.'}${key}`, stack[key], chart[key]));
  }
  return Object.is(stack, chart) ? [] : [`${path} is ${shown(stack)} in the stack and ${shown(chart)} in the chart`];
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));
