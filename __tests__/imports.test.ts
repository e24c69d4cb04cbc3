import { posix } from 'node:path';
import { projectFiles, readProjectFile } from './pipelines/project-files';

/** What a module names in an import, an export, a require or a type of another module. */
const SPECIFIER = /\b(?:from|import|require|require\.resolve)\s*\(?\s*(['"`])(?<specifier>[^'"`\n]+)\1/g;

const specifiersOf = (source: string): readonly string[] =>
  [...source.matchAll(SPECIFIER)].map(({ groups }) => groups?.['specifier'] ?? '');

/** The imports of a file, the relative ones as paths in this project. */
const importsOf = (file: string, source: string): readonly string[] =>
  specifiersOf(source).map((specifier) => (specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier));

const isProof = (path: string): boolean => /^\/?proof(\/|$)/.test(path);

test.each([
  ["import { a } from '../proof/e2e/main';", '../proof/e2e/main'],
  ["import type { A } from '../proof/e2e/main';", '../proof/e2e/main'],
  ["import '../proof/e2e/main';", '../proof/e2e/main'],
  ["export * from '../proof/e2e/main';", '../proof/e2e/main'],
  ["let a: import('../proof/e2e/main').A;", '../proof/e2e/main'],
  ["await import('../proof/e2e/main');", '../proof/e2e/main'],
  ['require("../proof/e2e/main");', '../proof/e2e/main'],
  ["require.resolve('../proof/e2e/main');", '../proof/e2e/main'],
])('%s is an import', (source, specifier) => {
  expect(specifiersOf(source)).toEqual([specifier]);
  expect(importsOf('operate/a.ts', source).filter(isProof)).toEqual(['proof/e2e/main']);
});

test('a path that is built, or imports of a folder of another name, are none', () => {
  expect(importsOf('scripts/build.mjs', "entryPoints: ['proof/fake-devops/stub-agent/main.ts']").filter(isProof)).toEqual([]);
  expect(importsOf('scripts/a.ts', "import a from './proof/b'; import c from '../proofs';").filter(isProof)).toEqual([]);
});

test('nothing of the product imports from proof/', () => {
  const product = projectFiles(/^(?!proof\/|__tests__\/).*\.[cm]?[jt]s$/);
  expect(product.length).toBeGreaterThan(100);
  const found = product.flatMap((file) =>
    importsOf(file, readProjectFile(file))
      .filter(isProof)
      .map((path) => `${file}: ${path}`),
  );
  expect(found).toEqual([]);
});
