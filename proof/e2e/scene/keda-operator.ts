import { readdirSync, readFileSync } from 'node:fs';
import { PatchStrategy, type V1Deployment, type V1Pod } from '@kubernetes/client-node';
import { eventually } from './eventually';
import { isReady } from './is-ready';
import type { Kubernetes } from './kubernetes';

/** Where the chart and the end-to-end cluster have KEDA's operator. */
const metadata = { namespace: 'keda', name: 'keda-operator' };

/** Its program, in its image and in that of the end-to-end cluster. */
const OPERATOR = '/keda';

/** KEDA's operator as a part of the cluster that can fail. Whoever disturbs it disturbs every scene. */
export class KedaOperator {
  readonly #kubernetes: Kubernetes;

  constructor(kubernetes: Kubernetes) {
    this.#kubernetes = kubernetes;
  }

  /**
   * SIGKILL, and resolves when it has started again. On a cluster elsewhere its process is out of reach: there its pod is
   * deleted without grace, and the kubelet gives it two seconds.
   * @param isOwnCluster whether the cluster's processes are seen here
   */
  async kill(isOwnCluster: boolean): Promise<void> {
    const starts = new Map((await this.#pods()).map((pod) => [uidOf(pod), startsOf(pod)]));
    await (isOwnCluster ? this.#killProcess() : this.#deletePods());
    await eventually('the KEDA operator has started again and is ready', async () =>
      (await this.#pods()).some((pod) => isReady(pod) && startsOf(pod) > (starts.get(uidOf(pod)) ?? -1)),
    );
  }

  /** A pod of it that is ready. @throws when there is none */
  async readyPod(): Promise<{ readonly namespace: string; readonly name: string }> {
    const name = (await this.#pods()).find(isReady)?.metadata?.name;
    if (name === undefined) throw new Error('no pod of the KEDA operator is ready');
    return { namespace: metadata.namespace, name };
  }

  async #killProcess(): Promise<void> {
    const found = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && programOf(pid) === OPERATOR);
    if (found.length !== 1) throw new Error(`there is not one process ${OPERATOR}, but ${found.length}`);
    process.kill(Number(found[0]), 'SIGKILL');
  }

  async #deletePods(): Promise<void> {
    for (const { metadata: { name = '' } = {} } of await this.#pods())
      await this.#kubernetes.core.deleteNamespacedPod({ namespace: metadata.namespace, name, gracePeriodSeconds: 0 });
  }

  /** Without the operator while `meanwhile` lasts. Resolves when it is there again. */
  async away(meanwhile: () => Promise<void>): Promise<void> {
    const replicas = (await this.#deployment()).spec?.replicas ?? 1;
    try {
      await this.#scale(0);
      await eventually('the KEDA operator is gone', async () => (await this.#pods()).length === 0);
      await meanwhile();
    } finally {
      await this.#scale(replicas);
      await eventually('the KEDA operator is back', async () => (await this.#pods()).some(isReady));
    }
  }

  async #deployment(): Promise<V1Deployment> {
    return (await this.#kubernetes.objects.read({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })) as V1Deployment;
  }

  async #pods(): Promise<readonly V1Pod[]> {
    const labels = (await this.#deployment()).spec?.selector.matchLabels ?? {};
    const labelSelector = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    return (await this.#kubernetes.core.listNamespacedPod({ namespace: metadata.namespace, labelSelector })).items;
  }

  async #scale(replicas: number): Promise<void> {
    const change = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas } };
    await this.#kubernetes.objects.patch(change, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
  }
}

const uidOf = ({ metadata: { uid = '' } = {} }: V1Pod): string => uid;

/** How often its container has started, beyond the first time. */
const startsOf = ({ status }: V1Pod): number => status?.containerStatuses?.[0]?.restartCount ?? 0;

function programOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0];
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
