import { KEDA_NAMESPACE, KEDA_OPERATOR } from './cluster/keda';
import { Kubernetes } from './scene/kubernetes';

const SHOWN = 20;
const TAIL = 5000;

/** The last errors that KEDA's operator logged, for whoever has to find out why a scenario failed. */
export async function operatorErrors(kubeconfig: string): Promise<string> {
  const { core } = new Kubernetes(kubeconfig);
  const namespace = KEDA_NAMESPACE;
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: `app=${KEDA_OPERATOR}` });
  const logs = await Promise.all(
    items.map(async ({ metadata }) => `${await core.readNamespacedPodLog({ name: metadata?.name ?? '', namespace, tailLines: TAIL })}`),
  );
  const errors = logs.flatMap((log) => log.split('\n')).filter((line) => /\tERROR\t/.test(line));
  if (errors.length === 0) return "KEDA's operator logged no errors of late.";
  return [`The last of ${errors.length} errors that KEDA's operator logged of late:`, ...errors.slice(-SHOWN)].join('\n');
}
