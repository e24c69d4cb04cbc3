import { isOnPath, searchPath } from '../../lib/search-path';

/** The required programs, and the Debian package that contains each. */
const PROGRAMS = { buildah: 'buildah', runc: 'runc', debootstrap: 'debootstrap', tar: 'tar', mount: 'mount', npm: 'npm' } as const;

/** Prints what is missing and ends this process with exit code 2 if the image cannot be built and run on this machine. */
export function requirePrerequisites(): void {
  const missing = missingPrerequisites(process.env);
  if (missing.length === 0) return;
  console.error(['The agent image cannot be built and run here:', ...missing].join('\n- '));
  process.exit(2);
}

/**
 * Lists what this machine lacks for the image test, and how to get it.
 * @returns one line for each missing thing; none if the test can run
 */
function missingPrerequisites(env: NodeJS.ProcessEnv): readonly string[] {
  const path = searchPath(env);
  const packages = Object.entries(PROGRAMS)
    .filter(([program]) => !(program === 'debootstrap' && env['TEST_IMAGE_BASE']))
    .filter(([program]) => !isOnPath(program, path))
    .map(([, name]) => name);
  return [
    ...(process.platform === 'linux' && process.arch === 'x64'
      ? []
      : [`linux x64 is required, this is ${process.platform} ${process.arch}`]),
    ...(process.getuid?.() === 0
      ? []
      : ['root is required, to build and run containers without an engine: sudo env "PATH=$PATH" npm run test:image']),
    ...(packages.length === 0
      ? []
      : [`missing packages ${packages.join(', ')}: apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
  ];
}
