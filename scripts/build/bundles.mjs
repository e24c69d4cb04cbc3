// Bundles each program that has to be one file: the synth (docs/decisions/0009), the program of the image in two files, the stubs of the
// agent and of the runner, and configs. A bundle is made again only if one of the files in it has changed.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { contentOf, hashOf, hashOfFile, PROJECT, writeWhole } from './files.mjs';

const COMMON = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'silent',
  absWorkingDir: PROJECT,
  legalComments: 'none',
  metafile: true,
  write: false,
};

const IMAGE = { target: 'node24', minify: true };

const PROGRAMS = [
  {
    entryPoints: ['main.ts'],
    outfile: 'dist/synth.cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    // cdktf needs it only for assets of type ARCHIVE, which this project does not have. It would be a third of the bundle.
    alias: { archiver: './scripts/no-archiver.cjs' },
  },
  {
    ...IMAGE,
    entryPoints: ['agent/main.ts'],
    outfile: 'docker/agent.cjs',
    external: ['./entra-credentials.js'],
    // A part that is imported when it is needed is loaded by require(), because import() loads the loader of ES modules first.
    supported: { 'dynamic-import': false },
  },
  { ...IMAGE, entryPoints: ['agent/azure-pipelines/entra-credentials.ts'], outfile: 'docker/entra-credentials.js' },
  { entryPoints: ['proof/fake-devops/stub-agent/main.ts'], outfile: 'dist/stub-agent/stub.cjs' },
  { entryPoints: ['proof/fake-github/stub-runner/main.ts'], outfile: 'dist/stub-runner/stub.cjs' },
];

const FIRST_CONFIG = 'agents.config.ts';
/** The config that the environment names, as a path in this project. */
export const NAMED_CONFIG = inProject(resolve(PROJECT, process.env['AGENTS_CONFIG'] || FIRST_CONFIG)).replaceAll('\\', '/');
const isOurs = (file) => file.endsWith('.ts') && !file.startsWith('..') && !isAbsolute(file) && contentOf(file) !== undefined;
/** agents.config.ts and, if it is a .ts file of this project, the config that the environment names. */
export const CONFIGS = [...new Set([FIRST_CONFIG, NAMED_CONFIG])].filter(isOurs);

/** A path may lead to this project through a symbolic link. */
function inProject(file) {
  const inside = relative(PROJECT, file);
  if (!inside.startsWith('..') || !existsSync(file)) return inside;
  return relative(PROJECT, join(realpathSync(dirname(file)), basename(file)));
}

export const bundleOptions = () => [
  ...PROGRAMS,
  ...CONFIGS.map((config) => ({ entryPoints: [config], outfile: `dist/configs/${config.replace(/\.ts$/, '.cjs')}` })),
];

const isSame = (files) => Object.entries(files).every(([file, hash]) => hashOfFile(file) === hash);

/** Whether a bundle is up to date. The parameters are those of `bundle`. */
export const isBundled = (outfile, known, paths) => known?.paths === paths && known.output === hashOfFile(outfile) && isSame(known.inputs);

/**
 * Makes a bundle unless it is up to date.
 * @param known the result of the last build; undefined if there is none
 * @param paths changes if a source file is added or removed, because an import may then mean another file
 * @returns what the next build has to know
 */
export async function bundle(options, known, paths) {
  const { outfile } = options;
  if (isBundled(outfile, known, paths)) return known;
  const read = new Map();
  const { outputFiles, metafile } = await build({ ...COMMON, ...options, plugins: [hashing(read)] });
  const [{ contents }] = outputFiles;
  writeWhole(outfile, contents);
  return { paths, output: hashOf(contents), inputs: hashesOf(Object.keys(metafile.inputs), read) };
}

const isOfPackage = (file) => /(^|[\\/])node_modules[\\/]/.test(file);

/** Records the hash of what esbuild reads: the file may have changed before the bundle is written. */
const hashing = (read) => ({
  name: 'hashing',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|cjs|json)$/, namespace: 'file' }, ({ path }) => {
      if (isOfPackage(path)) return undefined;
      const contents = readFileSync(path);
      read.set(resolve(path), hashOf(contents));
      return { contents, loader: 'default' };
    });
  },
});

/**
 * Packages are left out: package-lock.json stands for them, and there are a thousand files. A file of a kind that is not
 * recorded has no hash, so that its bundle is made every time.
 */
const hashesOf = (inputs, read) =>
  Object.fromEntries(inputs.filter((file) => !isOfPackage(file)).map((file) => [file, read.get(resolve(PROJECT, file)) ?? '']));
