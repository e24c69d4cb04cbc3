import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findKeda, isKedaReady } from './cluster/keda';
import { missingVariables } from './given-variables';
import { KEDA_NAMESPACE, KEDA_OPERATOR } from './scene/keda-operator';
import { Kubernetes } from './scene/kubernetes';

/** Runs a program with the cluster that KUBECONFIG names. @returns its exit code, or 2 if the cluster lacks something */
export async function runInGivenCluster([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const kubeconfig = env['KUBECONFIG'] ?? '';
  const missing = await missingPartsOf(kubeconfig, env);
  if (missing.length > 0) {
    console.error([`The cluster of ${kubeconfig} cannot be used:`, ...missing].join('\n- '));
    return 2;
  }
  const child = spawn(program, args, { stdio: 'inherit', env: { ...env, E2E_KUBECONFIG: kubeconfig } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 130;
}

async function missingPartsOf(kubeconfig: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const variables = missingVariables(env);
  const kubernetes = new Kubernetes(kubeconfig);
  try {
    const keda = await findKeda(kubernetes);
    const image = keda?.spec?.template.spec?.containers[0]?.image;
    if (image === undefined)
      return [...variables, `it has no Deployment ${KEDA_OPERATOR} in namespace ${KEDA_NAMESPACE}: install KEDA's chart there`];
    console.log(`... KEDA's operator runs ${image}`);
    return (await isKedaReady(kubernetes)) ? variables : [...variables, `its Deployment ${KEDA_OPERATOR} is not ready`];
  } catch (error) {
    return [...variables, `its API server does not answer: ${error instanceof Error ? error.message : error}`];
  }
}
