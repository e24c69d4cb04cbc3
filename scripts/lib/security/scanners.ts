import { join } from 'node:path';
import { type Ended, runToEnd } from '../run-to-end';
import { readCheckov } from './checkov-report';
import type { Scan } from './finding';
import { installCheckov } from './install-checkov';
import { readKubeScore } from './kube-score-report';
import type { ScanFolder } from './scan-folder';

/** One scanner, ready to run. */
export type Scanner = (target: ScanFolder) => Promise<Scan>;

/** Exit codes of a scan that was completed: 0 without findings, 1 with some. */
const COMPLETED = [0, 1];

/** Prepares checkov. The first time, it is installed from PyPI. */
export async function checkov(project: string, environment: NodeJS.ProcessEnv): Promise<Scanner> {
  const python = await installCheckov(join(project, 'scripts/lint/checkov/requirements.txt'), environment);
  // checkov must neither look for newer versions nor send results to the platform of its vendor.
  const env = { ...environment, CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', BC_SKIP_MAPPING: 'true', BC_API_KEY: undefined, LOG_LEVEL: 'ERROR' };
  return async ({ folder, nameOf }) => {
    const frameworks = ['--framework', 'terraform_plan', 'kubernetes'];
    const args = ['-m', 'checkov.main', '--skip-download', ...frameworks, '--directory', folder, '--output', 'json', '--compact'];
    return readCheckov(stdoutOf('checkov', await runToEnd(python, args, { env, cwd: folder })), nameOf);
  };
}

/** Prepares kube-score. Go compiles it, with the version and checksums in its go.mod. */
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
  if (!COMPLETED.includes(code) || stdout.trim() === '') throw new Error(`${name} failed with exit code ${code}:\n${stderr.trim()}`);
  return stdout;
}
