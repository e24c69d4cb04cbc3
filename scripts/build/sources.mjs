// Compiles each source file to one file below dist/, without a look at types. Compiles only files whose content has changed.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { contentOf, hashOf, hashOfFile, PROJECT, writeWhole } from './files.mjs';

/** Folders without sources: those that tsconfig.json excludes, and hidden ones. */
const OTHERS = new Set(['node_modules', 'dist', 'cdktf.out', '__tests__']);
const OPTIONS = {
  loader: 'ts',
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  tsconfigRaw: { compilerOptions: { target: 'es2023', strict: true } },
};

/** The hash of every source file by its path. */
export function readSources(folder = '', found = {}) {
  for (const entry of readdirSync(join(PROJECT, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!OTHERS.has(entry.name) && !entry.name.startsWith('.')) readSources(path, found);
    } else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) {
      found[path] = hashOfFile(path);
    }
  }
  return found;
}

/**
 * Deletes the programs of earlier builds of which nothing is known, so that none of a deleted source stays. Other files of
 * dist/ stay: results of measurements, for example.
 */
export function removePrograms(folder = 'dist') {
  for (const entry of readdirSync(join(PROJECT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) removePrograms(path);
    else if (/\.(c?js|js\.map)$/.test(entry.name)) rmSync(join(PROJECT, path));
  }
}

const outputOf = (source) => `dist/${source.replace(/\.ts$/, '.js')}`;

export const areCompiled = (sources, known) =>
  Object.keys(known).every((source) => source in sources) &&
  Object.entries(sources).every(([source, input]) => isCompiled(source, input, known[source]));

const isCompiled = (source, input, last) => last?.input === input && last.output === hashOfFile(outputOf(source));

/**
 * Compiles what has changed, and removes the output of sources that no longer exist.
 * @param known the result of the last build, or an empty object
 * @returns what the next build has to know: the hash of each source and of its output
 */
export async function compileSources(sources, known) {
  for (const gone of Object.keys(known).filter((source) => !(source in sources))) rmSync(join(PROJECT, outputOf(gone)), { force: true });
  const compiled = await Promise.all(
    Object.entries(sources).map(async ([source, input]) => {
      const last = known[source];
      if (isCompiled(source, input, last)) return [source, last];
      // The content is read again, and its hash is recorded: the file may have changed since it was listed.
      const content = contentOf(source) ?? '';
      const { code } = await transform(content, { ...OPTIONS, sourcefile: source });
      writeWhole(outputOf(source), code);
      return [source, { input: hashOf(content), output: hashOf(code) }];
    }),
  );
  return Object.fromEntries(compiled);
}
