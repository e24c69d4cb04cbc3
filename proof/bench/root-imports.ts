import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROVIDER_IMPORT = /^import (type )?\{([^}]*)\} from '(@cdktf\/provider-[a-z]+)\/lib\/([a-z0-9-]+)';$/gm;

/** Everything that main.ts imports or reads. */
const PARTS = [
  ...['config', 'constructs', 'lib', 'monitoring', 'providers', 'stacks', 'docker'],
  ...['main.ts', 'agents.config.ts', 'cdktf.json', 'package.json'],
];

/** Copies the program of this project to a folder, with every import of a provider changed to an import of the package root. */
export function copyWithRootImports(project: string, target: string): void {
  for (const part of PARTS) cpSync(join(project, part), join(target, part), { recursive: true });
  // Both programs that are compared read the compiled config.
  cpSync(join(project, 'dist/configs'), join(target, 'dist/configs'), { recursive: true });
  for (const folder of ['constructs', 'stacks']) {
    for (const file of readdirSync(join(target, folder), { encoding: 'utf8', recursive: true }).filter((name) => name.endsWith('.ts'))) {
      const path = join(target, folder, file);
      writeFileSync(path, withRootImports(readFileSync(path, 'utf8')));
    }
  }
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
