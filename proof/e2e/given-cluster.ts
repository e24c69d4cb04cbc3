import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { KedaVersion } from '../../config/keda-version';
import { findKeda, isKedaReady } from './cluster/keda';
import { kedaFaults, kedaVersionOf } from './given-keda';
import { missingVariables } from './given-variables';
import { KEDA_NAMESPACE, KEDA_OPERATOR } from './scene/keda-operator';
import { Kubernetes } from './scene/kubernetes';

/**
 * Runs a program with the cluster that KUBECONFIG names.
 * @param keda the version of KEDA that the cluster must have. @default - any that this project supports
 * @returns its exit code, or 2 if the cluster lacks something
 */
export async function runInGivenCluster(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  keda?: KedaVersion,
): Promise<number> {
  const kubeconfig = env['KUBECONFIG'] ?? '';
  const { missing, kedaVersion } = await inspect(kubeconfig, env, keda);
  if (missing.length > 0) {
    console.error([`The cluster of ${kubeconfig} cannot be used:`, ...missing].join('\n- '));
    return 2;
  }
  const variables = { E2E_KUBECONFIG: kubeconfig, E2E_KEDA: kedaVersion };
  const child = spawn(program, args, { stdio: 'inherit', env: { ...env, ...variables } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 130;
}

interface Inspection {
  /** One line for each thing that is missing. */
  readonly missing: readonly string[];
  readonly kedaVersion?: string;
}

async function inspect(kubeconfig: string, env: NodeJS.ProcessEnv, keda: KedaVersion | undefined): Promise<Inspection> {
  const variables = missingVariables(env);
  const kubernetes = new Kubernetes(kubeconfig);
  try {
    const image = (await findKeda(kubernetes))?.spec?.template.spec?.containers[0]?.image;
    if (image === undefined)
      return {
        missing: [...variables, `it has no Deployment ${KEDA_OPERATOR} in namespace ${KEDA_NAMESPACE}: install KEDA's chart there`],
      };
    console.log(`... KEDA's operator runs ${image}`);
    const found = kedaVersionOf(image);
    const notReady = (await isKedaReady(kubernetes)) ? [] : [`its Deployment ${KEDA_OPERATOR} is not ready`];
    return { missing: [...variables, ...kedaFaults(image, keda), ...notReady], kedaVersion: found ?? keda ?? '' };
  } catch (error) {
    return { missing: [...variables, `its API server does not answer: ${error instanceof Error ? error.message : error}`] };
  }
}
