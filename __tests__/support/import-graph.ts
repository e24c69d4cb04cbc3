import { posix } from 'node:path';
import { projectFiles, readProjectFile } from '../pipelines/project-files';

/** What a module names in an import, an export, a require or a type of another module. */
const SPECIFIER =
  /\b(?:(?:import|export)\b[^;'"`]*?\bfrom\s*|import\s*\(?\s*|require(?:\.resolve)?\s*\(\s*)(['"`])(?<specifier>[^'"`\n]+)\1/g;

/** Files by path, each with the files of this project that it imports. Types count too. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export const specifiersOf = (source: string): readonly string[] =>
  [...source.matchAll(SPECIFIER)].map(({ groups }) => groups?.['specifier'] ?? '');

/** The relative imports of a file, as paths in this project without an extension. */
export const importsOf = (file: string, source: string): readonly string[] =>
  specifiersOf(source)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier).replace(/\.[cm]?[jt]s$/, ''));

/** The graph of all code outside of `__tests__/`. @throws when an import leads to no file */
export function productGraph(): ImportGraph {
  const files = projectFiles(/^(?!__tests__\/).*\.[cm]?[jt]s$/);
  const byPath = new Map(files.flatMap((file) => pathsOf(file).map((path) => [path, file])));
  const target = (file: string, path: string): string => {
    const found = byPath.get(path);
    if (found === undefined) throw new Error(`${file} imports ${path}, which is not a file`);
    return found;
  };
  return new Map(files.map((file) => [file, importsOf(file, readProjectFile(file)).map((path) => target(file, path))]));
}

/** The paths by which a file can be imported. */
function pathsOf(file: string): readonly string[] {
  const path = file.replace(/\.[cm]?[jt]s$/, '');
  return path.endsWith('/index') ? [path, posix.dirname(path)] : [path];
}

/** Files that import each other, directly or through others: one path that returns to its start, if there is one. */
export function circleIn(graph: ImportGraph): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
