import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../lib/cache-folder';
import { runToEnd } from '../run-to-end';

/** The Python versions for which the requirements have hashes. */
const PYTHONS = ['python3', 'python3.13', 'python3.12', 'python3.11'];
const CHECK_VERSION = 'import ensurepip, sys, venv; print(sys.version); sys.exit(not (3, 11) <= sys.version_info < (3, 14))';

/**
 * Installs checkov into its own virtual environment, with the hashes of its requirements, once for each version.
 * @returns the Python that runs it: `python -m checkov.main`
 */
export async function installCheckov(requirements: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { python, version } = await findPython(env);
  const wanted = createHash('sha256').update(readFileSync(requirements)).update(version).digest('hex').slice(0, 16);
  const folder = cacheFolder('lint', `checkov-${wanted}`);
  const installed = join(folder, 'bin', 'python');
  // Written last, so that an interrupted installation starts again.
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return installed;

  rmSync(folder, { recursive: true, force: true });
  await runOrThrow(python, ['-m', 'venv', folder], env);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '--no-deps', '--only-binary=:all:'];
  await runOrThrow(installed, [...pip, '--requirement', requirements], env);
  writeFileSync(complete, '');
  return installed;
}

async function findPython(env: NodeJS.ProcessEnv): Promise<{ readonly python: string; readonly version: string }> {
  for (const python of PYTHONS) {
    const { code, stdout } = await runToEnd(python, ['-c', CHECK_VERSION], { env }).catch(() => ({ code: 1, stdout: '' }));
    if (code === 0) return { python, version: stdout };
  }
  throw new Error('checkov needs Python 3.11, 3.12 or 3.13 with venv: install it (on Debian: python3 and python3-venv) and add it to PATH');
}

async function runOrThrow(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stderr } = await runToEnd(program, args, { env });
  if (code !== 0) throw new Error(`checkov can't be installed: ${program} ${args.slice(0, 3).join(' ')} failed:\n${stderr.trim()}`);
}
