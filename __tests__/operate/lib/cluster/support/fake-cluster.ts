import type { RawAnswer } from '../../../../../operate/lib/cluster/answer';
import { type ClusterReader, clusterReader } from '../../../../../operate/lib/cluster/reader';

/** An object of the API server, with types that let tests break it. */
export interface FakeObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    creationTimestamp?: string;
  };
  [part: string]: unknown;
}

/** A part of an object, which tests change. */
export type Part = Record<string, unknown>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** The part of an object at a path. */
export function partOf(whole: FakeObject | Part, ...path: readonly (string | number)[]): Part {
  let part: unknown = whole;
  for (const step of path) part = isPart(part) ? part[step] : undefined;
  if (!isPart(part)) throw new Error(`there is nothing at ${path.join('.')}`);
  return part;
}

/** The items of the list at a path of an object. */
export const itemsOf = (whole: FakeObject | Part, ...path: readonly (string | number)[]): readonly Part[] =>
  Object.values(partOf(whole, ...path)).filter(isPart);

/** The API server's clock. */
export const NOW = Date.UTC(2026, 10, 25, 10);

const LOG = /^\/api\/v1\/namespaces\/(?<namespace>[^/]+)\/pods\/(?<name>[^/]+)\/log\?tailLines=\d+$/;
const PATH = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[a-z]+)(?:\/(?<name>[^/?]+))?(?:\?.*)?$/;

const SELECTOR = /\?labelSelector=(?<key>\w+)%3D(?<value>\w+)$/;

/** The objects of a cluster, served like the API server does. */
export class FakeCluster {
  objects: FakeObject[];
  /** Kinds, in the plural, that the reader may not read. */
  readonly forbidden = new Set<string>();
  /** The logs of pods, by name. A pod without one has not started. */
  readonly logs = new Map<string, readonly string[]>();
  readonly reader: ClusterReader = clusterReader(async (path) => this.#answer(path));

  constructor(objects: readonly FakeObject[]) {
    this.objects = [...structuredClone(objects)];
  }

  /** The one object of that kind and name. */
  get(kind: string, name: string): FakeObject {
    const found = this.objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (found === undefined) throw new Error(`the fake cluster has no ${kind} ${name}`);
    return found;
  }

  remove(kind: string, name: string): void {
    const gone = this.get(kind, name);
    this.objects = this.objects.filter((object) => object !== gone);
  }

  #logOf(pod: string): RawAnswer {
    const date = new Date(NOW).toUTCString();
    if (this.forbidden.has('pods/log')) {
      const message = `pods "${pod}" is forbidden: User "me" cannot get resource "pods/log"`;
      return { status: 403, body: JSON.stringify({ message }), date };
    }
    const lines = this.logs.get(pod);
    // What the API server answers while the container waits (kubectl logs prints it).
    if (lines === undefined)
      return { status: 400, body: JSON.stringify({ message: `container "scaler" in pod "${pod}" is waiting to start` }), date };
    return { status: 200, body: lines.map((line) => `${line}\n`).join(''), date };
  }

  #answer(path: string): RawAnswer {
    const date = new Date(NOW).toUTCString();
    const ok = (json: object) => ({ status: 200, body: JSON.stringify(json), date });
    if (path === '/version') return ok({ gitVersion: 'v1.36.3' });
    const pod = LOG.exec(path)?.groups?.['name'];
    if (pod !== undefined) return this.#logOf(pod);
    const { namespace, plural = '', name } = PATH.exec(path)?.groups ?? {};
    const selected = SELECTOR.exec(path)?.groups;
    if (this.forbidden.has(plural)) {
      const message = `${plural} is forbidden: User "me" cannot read resource "${plural}" in the namespace "${namespace}"`;
      return { status: 403, body: JSON.stringify({ message }), date };
    }
    const found = this.objects.filter(
      ({ kind, metadata }) =>
        pluralOf(kind) === plural &&
        (namespace === undefined || metadata.namespace === namespace) &&
        (selected === undefined || metadata.labels?.[selected.key ?? ''] === selected.value),
    );
    if (name === undefined) return ok({ items: found });
    const one = found.find(({ metadata }) => metadata.name === name);
    return one ? ok(one) : { status: 404, body: JSON.stringify({ message: `${plural} "${name}" not found` }), date };
  }
}

const pluralOf = (kind: string): string => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`).toLowerCase();
