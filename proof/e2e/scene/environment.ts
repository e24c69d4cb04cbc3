/** What the scenarios are given by whoever started them. */
export interface Environment {
  /** Path of the cluster's kubeconfig. */
  readonly kubeconfig: string;
  /** The agent image with the stub agent package, as the cluster knows it. */
  readonly image: string;
  /** The same image under another name. */
  readonly secondImage: string;
  /** Address of this machine that pods and KEDA reach. */
  readonly host: string;
  /** Whether the cluster was made for this run, so that its processes are seen here. */
  readonly isOwnCluster: boolean;
}

/** @throws Error that names the variable which is not set */
export function environment(): Environment {
  return {
    kubeconfig: variable('E2E_KUBECONFIG'),
    image: variable('E2E_IMAGE'),
    secondImage: variable('E2E_SECOND_IMAGE'),
    host: variable('E2E_HOST'),
    isOwnCluster: process.env['E2E_OWN_CLUSTER'] === '1',
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the scenarios with npm run e2e`);
  return value;
}
