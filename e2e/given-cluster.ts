import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findKeda, isKedaReady, KEDA_NAMESPACE, KEDA_OPERATOR } from './cluster/keda';
import { Kubernetes } from './scene/kubernetes';

const NEEDED = {
  E2E_IMAGE: 'the agent image in the cluster: --save-image FILE, then for kind: kind load image-archive FILE, and e2e.invalid/agent:first',
  E2E_SECOND_IMAGE: 'another name of it: e2e.invalid/agent:second is in the same archive',
  E2E_HOST: 'address of this machine that pods reach; for kind: docker network inspect kind, its gateway',
} as const;

/** Runs a program with the cluster that KUBECONFIG names. @returns its exit code; 2 when something of the cluster is missing */
export async function runInGivenCluster([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const kubeconfig = env['KUBECONFIG'] ?? '';
  const missing = await missingOf(kubeconfig, env);
  if (missing.length > 0) {
    console.error([`The cluster of ${kubeconfig} cannot be used:`, ...missing].join('\n- '));
    return 2;
  }
  const user = spawn(program, args, { stdio: 'inherit', env: { ...env, E2E_KUBECONFIG: kubeconfig } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => user.kill('SIGTERM'));
  const [code] = (await once(user, 'exit')) as [number | null];
  return code ?? 130;
}

async function missingOf(kubeconfig: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
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

/** Says which variables of the environment are missing and how to get them, one line each. */
export const missingVariables = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(NEEDED)
    .filter(([name]) => !env[name])
    .map(([name, what]) => `set ${name}: ${what}`);
