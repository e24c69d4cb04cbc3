import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IMPORT = /^import (type )?\{([^}]*)\} from '(@cdktf\/provider-[a-z]+)\/lib\/([a-z0-9-]+)';$/gm;

/** Copies this project's program to a folder, with every import of a provider turned into one of the package's root. */
export function copyWithRootImports(project: string, target: string): void {
  for (const part of ['config', 'constructs', 'stacks', 'docker', 'main.ts', 'agents.config.ts', 'cdktf.json', 'package.json']) {
    cpSync(join(project, part), join(target, part), { recursive: true });
  }
  // The config is read as the build left it, in this program as in the one it is compared with.
  cpSync(join(project, 'dist/configs'), join(target, 'dist/configs'), { recursive: true });
  for (const folder of ['constructs', 'stacks']) {
    for (const file of readdirSync(join(target, folder)).filter((name) => name.endsWith('.ts'))) {
      const path = join(target, folder, file);
      writeFileSync(path, withRootImports(readFileSync(path, 'utf8')));
    }
  }
}

/** `import { A, type B } from '<provider>/lib/a-b'` becomes an import of the namespace `aB` and aliases of A and B in it. */
function withRootImports(source: string): string {
  return source.replace(IMPORT, (_, allTypes: string | undefined, names: string, provider: string, file: string) => {
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
