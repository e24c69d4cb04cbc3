import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** One difference, as a line to print. */
export type Difference = string;

/**
 * Compares the objects that a chart renders with those that it should render. Their order does not matter: Helm applies them in its own.
 * @param source where the wanted objects come from, for messages
 */
export function differences(
  wantedObjects: readonly NativeObject[],
  chart: readonly NativeObject[],
  source = 'the stack',
): readonly Difference[] {
  const [wanted, rendered] = [byName(wantedObjects), byName(chart)];
  return [
    ...repeated(chart),
    ...[...wanted.keys()].filter((name) => !rendered.has(name)).map((name) => `${name}: only in ${source}`),
    ...[...rendered.keys()].filter((name) => !wanted.has(name)).map((name) => `${name}: only in the chart`),
    ...[...wanted].flatMap(([name, object]) =>
      rendered.has(name) ? below('', object, rendered.get(name), source).map((line) => `${name}: ${line}`) : [],
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
function below(path: string, wanted: unknown, chart: unknown, source: string): readonly Difference[] {
  if (isContainer(wanted) && isContainer(chart) && Array.isArray(wanted) === Array.isArray(chart)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(chart)])];
    const pathOf = (key: string) => (Array.isArray(wanted) ? `${path}[${key}]` : `${path}${path && '.'}${key}`);
    return keys.flatMap((key) => below(pathOf(key), wanted[key], chart[key], source));
  }
  return Object.is(wanted, chart) ? [] : [`${path} is ${shown(wanted)} in ${source} and ${shown(chart)} in the chart`];
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value));
