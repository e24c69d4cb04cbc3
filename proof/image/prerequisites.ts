import { isOnPath, searchPath } from '../../lib/search-path';

/** Programs that the test calls, and the Debian package of each. */
const PROGRAMS = { buildah: 'buildah', runc: 'runc', debootstrap: 'debootstrap', tar: 'tar', mount: 'mount', npm: 'npm' } as const;

/** Ends this process with exit code 2 when the image can't be built and run on this machine, and says what is missing. */
export function requirePrerequisites(): void {
  const missing = missingPrerequisites(process.env);
  if (missing.length === 0) return;
  console.error(['The agent image cannot be built and run here:', ...missing].join('\n- '));
  process.exit(2);
}

/**
 * Says what this machine lacks for the image test, and how to get it.
 * @returns one line for each thing; empty when the test can run
 */
export function missingPrerequisites(env: NodeJS.ProcessEnv): readonly string[] {
  const path = searchPath(env);
  const packages = Object.entries(PROGRAMS)
    .filter(([program]) => !(program === 'debootstrap' && env['TEST_IMAGE_BASE']))
    .filter(([program]) => !isOnPath(program, path))
    .map(([, name]) => name);
  return [
    ...(process.platform === 'linux' && process.arch === 'x64'
      ? []
      : [`it builds for linux x64, and this is ${process.platform} ${process.arch}`]),
    ...(process.getuid?.() === 0
      ? []
      : ['it must be root, to build and run containers without an engine: sudo env "PATH=$PATH" npm run test:image']),
    ...(packages.length === 0
      ? []
      : [`it needs ${packages.join(', ')}: apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
  ];
}
