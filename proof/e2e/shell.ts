// Says how to use the cluster, and holds it until it is told to end.
import { once } from 'node:events';

const { E2E_KUBECONFIG, E2E_IMAGE, E2E_SECOND_IMAGE, E2E_HOST, E2E_LOGS } = process.env;

console.log(`
The cluster is up until Ctrl-C. In it:
  KUBECONFIG=${E2E_KUBECONFIG}
  E2E_IMAGE=${E2E_IMAGE}
  E2E_SECOND_IMAGE=${E2E_SECOND_IMAGE}
  E2E_HOST=${E2E_HOST}    address of this machine for pods
  logs: ${E2E_LOGS}
`);
const alive = setInterval(() => undefined, 60_000);
void once(process, 'SIGTERM').then(() => clearInterval(alive));
