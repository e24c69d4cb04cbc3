// Prints the --help of a program without a build: bundles only this program, in memory, and leaves the packages out.
import Module from 'node:module';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { PROJECT } from '../build/files.mjs';

/**
 * Stands for every package. Programs only print a text here, but importing a package such as the client of Kubernetes takes
 * longer than all the rest. Whatever a module does with a package while it is loaded, the result is this value again.
 */
const NOTHING = `
const nothing = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? function* () {} : nothing),
  apply: () => nothing,
  construct: () => nothing,
  getPrototypeOf: () => nothing,
});
module.exports = nothing;`;

const withoutPackages = {
  name: 'without-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return Module.isBuiltin(path) ? { path, external: true } : { path: 'package', namespace: 'nothing' };
    });
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: NOTHING }));
  },
};

/** Runs a program with --help in this process. */
export async function printHelp(program) {
  const { outputFiles } = await build({
    entryPoints: [join(PROJECT, program)],
    absWorkingDir: PROJECT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'error',
    plugins: [withoutPackages],
  });
  await stop();
  const path = join(PROJECT, 'dist', program.replace(/\.ts$/, '.js'));
  process.argv = [process.execPath, path, '--help'];
  const module = new Module(path);
  module.filename = path;
  module._compile(outputFiles[0].text, path);
}
