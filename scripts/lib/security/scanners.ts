import { join } from 'node:path';
import { type Ended, runToEnd } from '../run-to-end';
import { readCheckov } from './checkov-report';
import type { Scan } from './finding';
import { installCheckov } from './install-checkov';
import { readKubeScore } from './kube-score-report';
import type { ScanFolder } from './scan-folder';

/** One scanner, ready to run. */
export type Scanner = (target: ScanFolder) => Promise<Scan>;

/** Exit codes with which a scanner has done its work: 0 without findings, 1 with some. */
const DONE = [0, 1];

/** Gets checkov ready, from PyPI the first time. */
export async function checkov(project: string, environment: NodeJS.ProcessEnv): Promise<Scanner> {
  const python = await installCheckov(join(project, 'scripts/lint/checkov/requirements.txt'), environment);
  // It neither asks for newer versions of itself, nor sends results to the vendor's platform.
  const env = { ...environment, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', BC_SKIP_MAPPING: 'true', BC_API_KEY: undefined, LOG_LEVEL: 'ERROR' };
  return async ({ folder, nameOf }) => {
    const frameworks = ['--framework', 'terraform_plan', 'kubernetes'];
    const args = ['-m', 'checkov.main', '--skip-download', ...frameworks, '--directory', folder, '--output', 'json', '--compact'];
    return readCheckov(stdoutOf('checkov', await runToEnd(python, args, { env, cwd: folder })), nameOf);
  };
}

/** Gets kube-score ready: Go compiles it, at the version and with the checksums of its go.mod. */
export async function kubeScore(project: string, env: NodeJS.ProcessEnv): Promise<Scanner> {
  const tool = ['-C', join(project, 'scripts/lint/kube-score'), 'tool', 'kube-score'];
  stdoutOf(
    'kube-score',
    await runToEnd('go', [...tool, 'version'], { env }).catch(() => {
      throw new Error('kube-score needs Go 1.25 or later: https://go.dev/dl');
    }),
  );
  return async ({ manifests, kubernetesVersion, nameOf }) => {
    const options = ['--kubernetes-version', `v${kubernetesVersion}`, '--enable-optional-test', 'container-seccomp-profile'];
    const args = [...tool, 'score', ...options, '--output-format', 'json', ...manifests];
    return readKubeScore(stdoutOf('kube-score', await runToEnd('go', args, { env })), nameOf);
  };
}

function stdoutOf(name: string, { code, stdout, stderr }: Ended): string {
  if (!DONE.includes(code) || stdout.trim() === '') throw new Error(`${name} failed with exit code ${code}:\n${stderr.trim()}`);
  return stdout;
}
