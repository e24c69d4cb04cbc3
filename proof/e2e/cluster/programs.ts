import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../lib/cache-folder';
import { removeOld } from '../../lib/folders';
import { longStep } from '../../lib/long-step';
import { runCommand } from '../../lib/run-command';
import { type GoModule, parseGoModule } from './go-module';

/** A folder below proof/e2e/programs, and what is built from it. */
interface Source {
  readonly name: 'etcd' | 'kubernetes' | 'keda' | 'pause';
  /** Argument of `go build`; `tool` stands for the tools that the go.mod names. */
  readonly packages: string;
  /** File name of the program. @default - the names of the packages, for several programs */
  readonly program?: string;
  /** Linker flags that set the version that the programs report. */
  versionFlags?(module: GoModule): string;
  /** A folder of a module that is copied next to the programs. */
  readonly files?: { readonly module: string; readonly folder: string };
}

const SOURCES: readonly Source[] = [
  { name: 'pause', packages: '.', program: 'pause' },
  { name: 'etcd', packages: 'tool', program: 'etcd' },
  { name: 'kubernetes', packages: 'tool', versionFlags: kubernetesVersionFlags },
  {
    name: 'keda',
    packages: 'tool',
    program: 'keda',
    versionFlags: (module) => `-X github.com/kedacore/keda/v2/version.Version=${module.versionOf('github.com/kedacore/keda/v2').slice(1)}`,
    files: { module: 'github.com/kedacore/keda/v2', folder: 'config' },
  },
];

/** Folders of the built programs. */
export type Programs = Readonly<Record<Source['name'], string>>;

/** Settings of Go that would change the result, fixed for all machines. With CGO the programs would link to the C library of this one. */
const GO_ENV = { GOFLAGS: '-mod=readonly', GOWORK: 'off', GO111MODULE: 'on', GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '0' };

/** Returns the newest version of Go that one of the modules needs. */
export function goNeeded(project: string): string {
  const versions = SOURCES.map(({ name }) => readModule(folderOf(project, name)).go);
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
}

/** Returns the version, like `v1.2.3`, of a module that one of those in proof/e2e/programs requires. */
export const versionOf = (project: string, name: Source['name'], module: string): string =>
  readModule(folderOf(project, name)).versionOf(module);

/** Builds the programs that are not in the cache. */
export async function buildPrograms(project: string): Promise<Programs> {
  const built: [string, string][] = [];
  for (const source of SOURCES) built.push([source.name, await build(source, folderOf(project, source.name))]);
  return Object.fromEntries(built) as Programs;
}

async function build(source: Source, folder: string): Promise<string> {
  const flags = ['-trimpath', '-ldflags', ['-s -w', source.versionFlags?.(readModule(folder))].filter(Boolean).join(' ')];
  const all = cacheFolder('e2e', 'programs');
  const target = join(all, `${source.name}-${hashOf(folder, flags)}`);
  if (existsSync(target)) return target;
  const partial = `${target}.partial`;
  await longStep(`building ${source.name} with Go (cached for later runs)`, async () => {
    removeOld(all, { prefix: `${source.name}-`, keep: 1 });
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

/** Hashes everything that determines the result of a build: the files of a folder, the flags and the settings of Go. */
export function hashOf(folder: string, flags: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([flags, GO_ENV]));
  for (const file of readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

const folderOf = (project: string, name: Source['name']) => join(project, 'proof', 'e2e', 'programs', name);
const readModule = (folder: string) => parseGoModule(readFileSync(join(folder, 'go.mod'), 'utf8'));

/** Without these flags the API server and the kubelet report v0.0.0. */
function kubernetesVersionFlags(module: GoModule): string {
  const version = module.versionOf('k8s.io/kubernetes');
  const [major, minor] = version.slice(1).split('.');
  return Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}
