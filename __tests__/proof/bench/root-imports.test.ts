import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../../config/project';
import { copyWithRootImports } from '../../../proof/bench/root-imports';

const { root } = projectOf(__dirname);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'root-imports-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Large folders without sources of the program. */
const LEFT_OUT = ['__tests__', 'dist', 'node_modules'];

/** A copy of the project's sources, with a compiled config that stands for the one of a build. */
function aProject(): string {
  const project = join(folder, 'project');
  for (const part of readdirSync(root).filter((name) => !name.startsWith('.') && !LEFT_OUT.includes(name)))
    cpSync(join(root, part), join(project, part), { recursive: true });
  mkdirSync(join(project, 'dist', 'configs'), { recursive: true });
  return project;
}

/** Follows relative imports from main.ts. @returns the source of each reached file by its path */
function sourcesFrom(file: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(file)) return found;
  const source = readFileSync(file, 'utf8');
  found.set(file, source);
  for (const [, specifier = ''] of source.matchAll(/from '(\.[^']+)'/g)) {
    const path = join(file, '..', specifier);
    sourcesFrom(existsSync(join(path, 'index.ts')) ? join(path, 'index.ts') : `${path}.ts`, found);
  }
  return found;
}

test('the copy has every file that main.ts reaches, and none imports a part of a provider', () => {
  const copy = join(folder, 'copy');
  copyWithRootImports(aProject(), copy);
  const sources = [...sourcesFrom(join(copy, 'main.ts')).values()];
  expect(sources.filter((source) => /'@cdktf\/provider-\w+\/lib\//.test(source))).toEqual([]);
  expect(sources.filter((source) => /from '@cdktf\/provider-\w+';/.test(source)).length).toBeGreaterThan(5);
});

test('an import of a file that does not exist is an error that names it', () => {
  const project = aProject();
  const main = join(project, 'main.ts');
  writeFileSync(main, "import { a } from './missing';\n");
  expect(() => copyWithRootImports(project, join(folder, 'copy'))).toThrow(`${main} imports ./missing, which is not a TypeScript file`);
});
