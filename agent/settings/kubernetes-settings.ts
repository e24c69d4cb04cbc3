import { FOLDERS } from '../../config/pod-contract';
import { REQUEST } from '../../config/timings';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import type { InputReader } from './input-reader';

/** How to reach the Kubernetes API; undefined outside Kubernetes, or without a namespace. */
export function readKubernetes(input: InputReader): KubernetesApi | undefined {
  const namespace = input.text('AZP_NAMESPACE', '');
  // Kubernetes sets these two in every container.
  const host = input.text('KUBERNETES_SERVICE_HOST', '');
  const port = input.port('KUBERNETES_SERVICE_PORT', 443);
  if (namespace === '' || host === '') return undefined;
  return {
    host,
    port,
    namespace,
    accountFolder: FOLDERS.account,
    timeoutMs: REQUEST.kubernetes.milliseconds,
  };
}
