import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../lib/cache-folder';
import { removeOld } from '../../lib/folders';
import { longStep } from '../../lib/progress';
import { runCommand } from '../../lib/run-command';
import { type GoModule, parseGoModule } from './go-module';

/** A folder below proof/e2e/programs, and what comes of it. */
interface Source {
  readonly name: 'etcd' | 'kubernetes' | 'keda' | 'pause';
  readonly packages: string;
  /** The program's file; none where packages name several themselves. */
  readonly program?: string;
  /** Flags of the linker that tell a program its version. */
  version?(module: GoModule): string;
  /** Files of a module that are kept beside the programs: the module, and the folder in there. */
  readonly files?: { readonly module: string; readonly folder: string };
}

const SOURCES: readonly Source[] = [
  { name: 'pause', packages: '.', program: 'pause' },
  { name: 'etcd', packages: 'tool', program: 'etcd' },
  { name: 'kubernetes', packages: 'tool', version: kubernetesVersion },
  {
    name: 'keda',
    packages: 'tool',
    program: 'keda',
    version: (module) => `-X github.com/kedacore/keda/v2/version.Version=${module.versionOf('github.com/kedacore/keda/v2').slice(1)}`,
    files: { module: 'github.com/kedacore/keda/v2', folder: 'config' },
  },
];

/** Folders of the programs that were built. */
export type Programs = Readonly<Record<Source['name'], string>>;

/** The caller's settings of Go that would change what is built, and the same for all. CGO would link to the C library of this machine. */
const GO_ENV = { GOFLAGS: '-mod=readonly', GOWORK: 'off', GO111MODULE: 'on', GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '0' };

/** The newest Go that one of the modules asks for. */
export function goNeeded(project: string): string {
  const versions = SOURCES.map(({ name }) => readModule(folderOf(project, name)).go);
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
}

/** Version that one of the modules in proof/e2e/programs requires of another, like `v1.2.3`. */
export const versionOf = (project: string, name: Source['name'], module: string): string =>
  readModule(folderOf(project, name)).versionOf(module);

/** Builds what is not in the cache. */
export async function buildPrograms(project: string): Promise<Programs> {
  const built: [string, string][] = [];
  for (const source of SOURCES) built.push([source.name, await build(source, folderOf(project, source.name))]);
  return Object.fromEntries(built) as Programs;
}

async function build(source: Source, folder: string): Promise<string> {
  const flags = ['-trimpath', '-ldflags', ['-s -w', source.version?.(readModule(folder))].filter(Boolean).join(' ')];
  const all = cacheFolder('e2e', 'programs');
  const target = join(all, `${source.name}-${hashOf(folder, flags)}`);
  if (existsSync(target)) return target;
  const partial = `${target}.partial`;
  await longStep(`${source.name}: go build, once`, async () => {
    removeOld(all, `${source.name}-`, 1);
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    const go = (...args: string[]) => runCommand('go', args, { cwd: folder, env: GO_ENV });
    await go('build', ...flags, '-o', join(partial, source.program ?? '/'), source.packages);
    if (source.files) {
      const module = await go('list', '-m', '-f', '{{.Dir}}', source.files.module);
      cpSync(join(module.trim(), source.files.folder), join(partial, source.files.folder), { recursive: true });
    }
    renameSync(partial, target);
  });
  return target;
}

/** A name for what is built of a folder: another one when a source, a checksum or a flag is another. */
export function hashOf(folder: string, flags: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([flags, GO_ENV]));
  for (const file of readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

const folderOf = (project: string, name: Source['name']) => join(project, 'proof', 'e2e', 'programs', name);
const readModule = (folder: string) => parseGoModule(readFileSync(join(folder, 'go.mod'), 'utf8'));

/** Without it API server and kubelet say that they are v0.0.0. */
function kubernetesVersion(module: GoModule): string {
  const version = module.versionOf('k8s.io/kubernetes');
  const [major, minor] = version.slice(1).split('.');
  return Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}
