import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const PROVIDER_IMPORT = /^import (type )?\{([^}]*)\} from '(@cdktf\/provider-[a-z]+)\/lib\/([a-z0-9-]+)';$/gm;

/** What the program reads when it runs, in addition to its sources. Both programs that are compared read the compiled config. */
const READ_BY_PROGRAM = ['agents.config.ts', 'cdktf.json', 'docker', 'package.json', join('dist', 'configs')];

const RELATIVE_IMPORT = /^(?:import|export) [^;]*?from '(\.[^']+)';$/gm;

/** Copies the program of this project to a folder, with every import of a provider changed to an import of the package root. */
export function copyWithRootImports(project: string, target: string): void {
  for (const part of READ_BY_PROGRAM) cpSync(join(project, part), join(target, part), { recursive: true });
  for (const [file, source] of sourcesFrom(join(project, 'main.ts'))) {
    const copy = join(target, relative(project, file));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, withRootImports(source));
  }
}

/** Follows relative imports from a file. @returns the source of each reached file by its path */
function sourcesFrom(file: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(file)) return found;
  const source = readFileSync(file, 'utf8');
  found.set(file, source);
  for (const [, specifier = ''] of source.matchAll(RELATIVE_IMPORT)) {
    const path = join(dirname(file), specifier);
    const imported = [`${path}.ts`, join(path, 'index.ts')].find((each) => existsSync(each));
    if (imported === undefined) throw new Error(`${file} imports ${specifier}, which is not a TypeScript file`);
    sourcesFrom(imported, found);
  }
  return found;
}

/** Replaces `import { A, type B } from '<provider>/lib/a-b'` by an import of the namespace `aB` from the root, with aliases for A and B. */
function withRootImports(source: string): string {
  return source.replace(PROVIDER_IMPORT, (_, allTypes: string | undefined, names: string, provider: string, file: string) => {
    const namespace = file.replaceAll(/-([a-z0-9])/g, (__, letter: string) => letter.toUpperCase());
    const alias = `${namespace}_${provider.split('-').pop()}`;
    const lines = names
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .flatMap((item) => {
        const name = item.replace(/^type /, '');
        const typeAlias = `type ${name} = ${alias}.${name};`;
        return allTypes !== undefined || item !== name ? [typeAlias] : [typeAlias, `const ${name} = ${alias}.${name};`];
      });
    return [`import { ${namespace} as ${alias} } from '${provider}';`, ...lines].join('\n');
  });
}
