import { KEDA_NAMESPACE, KEDA_OPERATOR } from './scene/keda-operator';
import { Kubernetes } from './scene/kubernetes';

const MAX_ERRORS = 20;
const LOG_LINES = 5000;

/** Returns the latest errors in the log of KEDA's operator, to find out why a scenario failed. */
export async function operatorErrors(kubeconfig: string): Promise<string> {
  const { core } = new Kubernetes(kubeconfig);
  const namespace = KEDA_NAMESPACE;
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: `app=${KEDA_OPERATOR}` });
  const logs = await Promise.all(
    items.map(
      async ({ metadata }) => `${await core.readNamespacedPodLog({ name: metadata?.name ?? '', namespace, tailLines: LOG_LINES })}`,
    ),
  );
  const errors = logs.flatMap((log) => log.split('\n')).filter((line) => /\tERROR\t/.test(line));
  if (errors.length === 0) return `The last ${LOG_LINES} lines of the log of KEDA's operator contain no errors.`;
  return [`Latest of ${errors.length} errors in the log of KEDA's operator:`, ...errors.slice(-MAX_ERRORS)].join('\n');
}
