import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Kubernetes } from './kubernetes';

/** A pod as it was seen last. */
export interface SeenPod {
  readonly pod: V1Pod;
  readonly gone: boolean;
}

/** Every pod that ever was in a namespace, those that are gone by now included. */
export class PodWatch {
  readonly #kubernetes: Kubernetes;
  readonly #namespace: string;
  readonly #seen = new Map<string, SeenPod>();
  readonly #ended = new AbortController();
  #connection: AbortController | undefined;

  constructor(kubernetes: Kubernetes, namespace: string) {
    this.#kubernetes = kubernetes;
    this.#namespace = namespace;
  }

  /** Resolves when the first list is there; the watch goes on until `end`. */
  async begin(): Promise<void> {
    const version = await this.#list();
    void this.#follow(version);
  }

  /** Agent pods, without the placeholder's, oldest first. */
  get agentPods(): readonly SeenPod[] {
    return this.#component('agent');
  }

  get placeholderPods(): readonly SeenPod[] {
    return this.#component('placeholder');
  }

  end(): void {
    this.#ended.abort();
    this.#connection?.abort();
  }

  #component(name: string): readonly SeenPod[] {
    const created = ({ pod }: SeenPod) => pod.metadata?.creationTimestamp?.getTime() ?? 0;
    return [...this.#seen.values()]
      .filter(({ pod }) => pod.metadata?.labels?.['app.kubernetes.io/component'] === name)
      .sort((a, b) => created(a) - created(b));
  }

  async #list(): Promise<string> {
    const { items, metadata } = await this.#kubernetes.core.listNamespacedPod({ namespace: this.#namespace });
    const present = new Set(items.map(({ metadata: { uid = '' } = {} }) => uid));
    for (const [uid, { pod }] of this.#seen) if (!present.has(uid)) this.#seen.set(uid, { pod, gone: true });
    for (const pod of items) this.#seen.set(pod.metadata?.uid ?? '', { pod, gone: false });
    return metadata?.resourceVersion ?? '';
  }

  /** Watches end now and then, by the server's will; each time all is listed anew. */
  async #follow(resourceVersion: string): Promise<void> {
    while (!this.#ended.signal.aborted) {
      await this.#watchOnce(resourceVersion);
      if (this.#ended.signal.aborted) return;
      await delay(100);
      resourceVersion = await this.#list().catch(() => resourceVersion);
    }
  }

  #watchOnce(resourceVersion: string): Promise<void> {
    return new Promise((resolve) => {
      const path = `/api/v1/namespaces/${this.#namespace}/pods`;
      const note = (phase: string, object: { metadata?: { uid?: string } }) => {
        if (phase !== 'ADDED' && phase !== 'MODIFIED' && phase !== 'DELETED') return;
        const pod = readDates(object as V1Pod);
        this.#seen.set(pod.metadata?.uid ?? '', { pod, gone: phase === 'DELETED' });
      };
      this.#kubernetes.watch
        .watch(path, { resourceVersion }, note, () => resolve())
        .then(
          (connection) => {
            this.#connection = connection;
          },
          () => resolve(),
        );
    });
  }
}

/** Watch events are plain JSON: their times are text, where lists have dates. */
function readDates(pod: V1Pod): V1Pod {
  const { creationTimestamp, deletionTimestamp, ...rest } = pod.metadata ?? {};
  const dates = {
    ...(creationTimestamp === undefined ? {} : { creationTimestamp: new Date(creationTimestamp) }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp: new Date(deletionTimestamp) }),
  };
  return { ...pod, metadata: { ...rest, ...dates } };
}
