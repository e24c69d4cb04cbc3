import { PatchStrategy, type V1Deployment, type V1Pod } from '@kubernetes/client-node';
import { eventually } from './eventually';
import type { Kubernetes } from './kubernetes';

/** Where the chart and the end-to-end cluster have KEDA's operator. */
const metadata = { namespace: 'keda', name: 'keda-operator' };

/** KEDA's operator as a part of the cluster that can fail. Whoever disturbs it disturbs every scene. */
export class KedaOperator {
  readonly #kubernetes: Kubernetes;

  constructor(kubernetes: Kubernetes) {
    this.#kubernetes = kubernetes;
  }

  /** Deletes its pod without grace, which is SIGKILL, and resolves when another one is ready. */
  async kill(): Promise<void> {
    const killed = await this.#pods();
    for (const { metadata: { name = '' } = {} } of killed)
      await this.#kubernetes.core.deleteNamespacedPod({ namespace: metadata.namespace, name, gracePeriodSeconds: 0 });
    const old = new Set(killed.map(uidOf));
    await eventually('a new pod of the KEDA operator is ready', async () =>
      (await this.#pods()).some((pod) => !old.has(uidOf(pod)) && isReady(pod)),
    );
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

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
