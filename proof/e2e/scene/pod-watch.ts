import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Kubernetes } from './kubernetes';

/** The latest state of a pod. */
export interface SeenPod {
  readonly pod: V1Pod;
  readonly isDeleted: boolean;
}

/** Watches the pods of a namespace and keeps those that were deleted. */
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

  /** Resolves after the first list. The watch continues until `end`. */
  async begin(): Promise<void> {
    const version = await this.#list();
    void this.#follow(version);
  }

  /** Agent pods, oldest first. */
  get agentPods(): readonly SeenPod[] {
    return this.#component('agent');
  }

  /** Runner pods, oldest first. */
  get runnerPods(): readonly SeenPod[] {
    return this.#component('runner');
  }

  /** Pods of placeholders, oldest first. */
  get placeholderPods(): readonly SeenPod[] {
    return this.#component('placeholder');
  }

  /** Pods of the scaler, oldest first. */
  get scalerPods(): readonly SeenPod[] {
    return this.#component('scaler');
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
    for (const [uid, { pod }] of this.#seen) if (!present.has(uid)) this.#seen.set(uid, { pod, isDeleted: true });
    for (const pod of items) this.#seen.set(pod.metadata?.uid ?? '', { pod, isDeleted: false });
    return metadata?.resourceVersion ?? '';
  }

  /** The API server closes a watch from time to time. After each one all pods are listed again. */
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
        this.#seen.set(pod.metadata?.uid ?? '', { pod, isDeleted: phase === 'DELETED' });
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

/** Converts the times of a watch event: they are text there, but Dates in a list. */
function readDates(pod: V1Pod): V1Pod {
  const { creationTimestamp, deletionTimestamp, ...rest } = pod.metadata ?? {};
  const dates = {
    ...(creationTimestamp === undefined ? {} : { creationTimestamp: new Date(creationTimestamp) }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp: new Date(deletionTimestamp) }),
  };
  return { ...pod, metadata: { ...rest, ...dates } };
}
