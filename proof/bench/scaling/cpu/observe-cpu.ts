import { KEDA_NAMESPACE, KEDA_OPERATOR } from '../../../e2e/scene/keda-operator';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import type { CpuUse } from '../record';
import { observeMachine } from './machine-cpu';
import type { PodCpu } from './pod-cpu';

/** Begins to observe this machine and KEDA's operator. @returns a function that ends the observation */
export async function observeCpu({ core }: Kubernetes, podCpu: PodCpu): Promise<() => CpuUse> {
  const { items } = await core.listNamespacedPod({ namespace: KEDA_NAMESPACE });
  const uids = items.filter(({ metadata }) => metadata?.name?.startsWith(KEDA_OPERATOR)).flatMap(({ metadata }) => metadata?.uid ?? []);
  const kedaSeconds = () =>
    uids.map((uid) => podCpu.secondsOf(uid)).reduce((sum, each) => (each === undefined ? sum : (sum ?? 0) + each), undefined);
  const before = kedaSeconds();
  const end = observeMachine();
  return () => {
    const after = kedaSeconds();
    return { ...end(), ...(before === undefined || after === undefined ? {} : { kedaSeconds: after - before }) };
  };
}
