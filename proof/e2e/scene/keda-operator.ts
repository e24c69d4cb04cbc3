import { readdirSync, readFileSync } from 'node:fs';
import { PatchStrategy, type V1Deployment, type V1Pod } from '@kubernetes/client-node';
import { FIXED_NAMES } from '../../../config/names';
import { eventually } from './eventually';
import { isReady } from './is-ready';
import type { Kubernetes } from './kubernetes';

export const KEDA_NAMESPACE = FIXED_NAMES.kedaNamespace;
export const KEDA_OPERATOR = FIXED_NAMES.kedaOperator;

/** Namespace and name of KEDA's operator, both in its Helm chart and in the end-to-end cluster. */
export const OPERATOR_METADATA = { namespace: KEDA_NAMESPACE, name: KEDA_OPERATOR };

/** Path of the operator's program, both in KEDA's image and in the image of the end-to-end cluster. */
const OPERATOR_PROGRAM = '/keda';

/** KEDA's operator, to make it fail. All scenes share it. */
export class KedaOperator {
  readonly #kubernetes: Kubernetes;

  constructor(kubernetes: Kubernetes) {
    this.#kubernetes = kubernetes;
  }

  /**
   * Kills the operator and waits until it has started again. In a cluster of this run its process gets SIGKILL. The process
   * in another cluster is out of reach, so its pod is deleted without a grace period; the kubelet still waits two seconds.
   * @param isOwnCluster whether the cluster's processes are visible here
   */
  async kill({ isOwnCluster }: { readonly isOwnCluster: boolean }): Promise<void> {
    const restartsBefore = new Map((await this.#pods()).map((pod) => [uidOf(pod), restartsOf(pod)]));
    await (isOwnCluster ? this.#killProcess() : this.#deletePods());
    await eventually('the KEDA operator has started again and is ready', async () =>
      (await this.#pods()).some((pod) => isReady(pod) && restartsOf(pod) > (restartsBefore.get(uidOf(pod)) ?? -1)),
    );
  }

  /** Returns a ready pod of the operator. @throws Error if there is none */
  async readyPod(): Promise<{ readonly namespace: string; readonly name: string }> {
    const name = (await this.#pods()).find(isReady)?.metadata?.name;
    if (name === undefined) throw new Error('no pod of the KEDA operator is ready');
    return { namespace: KEDA_NAMESPACE, name };
  }

  async #killProcess(): Promise<void> {
    const found = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && programOf(pid) === OPERATOR_PROGRAM);
    if (found.length !== 1) throw new Error(`there are ${found.length} processes of ${OPERATOR_PROGRAM}, expected one`);
    process.kill(Number(found[0]), 'SIGKILL');
  }

  async #deletePods(): Promise<void> {
    for (const { metadata: { name = '' } = {} } of await this.#pods())
      await this.#kubernetes.core.deleteNamespacedPod({ namespace: KEDA_NAMESPACE, name, gracePeriodSeconds: 0 });
  }

  /** Scales the operator to 0 while `meanwhile` runs. Resolves when the operator is ready again. */
  async whileScaledToZero(meanwhile: () => Promise<void>): Promise<void> {
    const replicas = (await this.#deployment()).spec?.replicas ?? 1;
    try {
      await this.#scale(0);
      await eventually('the KEDA operator has no pod', async () => (await this.#pods()).length === 0);
      await meanwhile();
    } finally {
      await this.#scale(replicas);
      await eventually('the KEDA operator is ready again', async () => (await this.#pods()).some(isReady));
    }
  }

  async #deployment(): Promise<V1Deployment> {
    return (await this.#kubernetes.objects.read({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: OPERATOR_METADATA,
    })) as V1Deployment;
  }

  async #pods(): Promise<readonly V1Pod[]> {
    const labels = (await this.#deployment()).spec?.selector.matchLabels ?? {};
    const labelSelector = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',');
    return (await this.#kubernetes.core.listNamespacedPod({ namespace: KEDA_NAMESPACE, labelSelector })).items;
  }

  async #scale(replicas: number): Promise<void> {
    const change = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: OPERATOR_METADATA, spec: { replicas } };
    await this.#kubernetes.objects.patch(change, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
  }
}

const uidOf = ({ metadata: { uid = '' } = {} }: V1Pod): string => uid;

/** How often the container of a pod has restarted. */
const restartsOf = ({ status }: V1Pod): number => status?.containerStatuses?.[0]?.restartCount ?? 0;

function programOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0];
  } catch {
    // The process has ended since it was listed.
    return undefined;
  }
}
