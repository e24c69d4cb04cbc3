// Prints how to use the cluster, and keeps it running until SIGTERM.
import { once } from 'node:events';

const { E2E_KUBECONFIG, E2E_IMAGE, E2E_SECOND_IMAGE, E2E_RUNNER_IMAGE, E2E_HELM, E2E_HOST, E2E_KEDA, E2E_LOGS } = process.env;

console.log(`
The cluster runs until Ctrl-C. Variables for programs in it:
  KUBECONFIG=${E2E_KUBECONFIG}
  E2E_IMAGE=${E2E_IMAGE}
  E2E_SECOND_IMAGE=${E2E_SECOND_IMAGE}
  E2E_RUNNER_IMAGE=${E2E_RUNNER_IMAGE}
  E2E_HELM=${E2E_HELM}
  E2E_HOST=${E2E_HOST}    (address of this machine for pods)
  E2E_KEDA=${E2E_KEDA}
  logs: ${E2E_LOGS}
`);
const keepAlive = setInterval(() => undefined, 60_000);
void once(process, 'SIGTERM').then(() => clearInterval(keepAlive));
