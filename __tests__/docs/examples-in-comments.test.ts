import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, readProjectFile } from '../pipelines/project-files';

const root = join(__dirname, '../..');

/** Imports for the names that examples use without an import, in addition to the exports of their own file. */
const IMPORTS = `import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { ResourceQuota } from 'kubernetes-types/core/v1';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
`;

/** Objects that examples refer to, which another construct has made. */
const MADE_ELSEWHERE =
  'declare const group: ResourceGroup; declare const cluster: AksCluster; declare const namespace: AgentNamespace; declare const prometheus: ManagedPrometheus;';

const examplesOf = (source: string): readonly string[] =>
  [...source.matchAll(/\n \* @example\n((?: \*(?!\/).*\n)+)/g)].map(([, lines = '']) => lines.replace(/^ \* ?/gm, ''));

const exportsOf = (file: string): string => {
  const names = [...readProjectFile(file).matchAll(/^export (?:abstract )?(type|interface|class|function|const) (\w+)/gm)];
  const imported = names.map(([, kind = '', name = '']) => (kind === 'type' || kind === 'interface' ? `type ${name}` : name));
  return `import { ${imported.join(', ')} } from '../../${file.replace(/\.ts$/, '')}';`;
};

const files = projectFiles(/^(constructs|providers)\/.*\.ts$/).filter((file) => readProjectFile(file).includes('@example'));

test('examples in doc comments compile', () => {
  expect(files.length).toBeGreaterThan(10);
  const examples = files.flatMap((file) => examplesOf(readProjectFile(file)).map((code) => ({ file, code })));
  const stacks = examples.map(
    ({ file, code }, index) =>
      `/** ${file} */\nexport class Example${index} extends TerraformStack {\n  constructor(scope: Construct) {\n    super(scope, 'a');\n${code}  }\n}\n`,
  );
  const source = [IMPORTS, ...files.map(exportsOf), MADE_ELSEWHERE, ...stacks].join('\n');
  expect(typeErrorsOf(source)).toBe('');
});

/** The output of the compiler for a file two folders below the root, where imports find this project and its packages. */
function typeErrorsOf(source: string): string {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist', 'doc-examples-'));
  const options = {
    extends: '../../tsconfig.json',
    include: ['*.ts'],
    exclude: [],
    compilerOptions: { noEmit: true, noUnusedLocals: false, rootDir: '../..' },
  };
  try {
    writeFileSync(join(folder, 'examples.ts'), source);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
