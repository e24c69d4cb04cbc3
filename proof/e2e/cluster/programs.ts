import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KedaVersion } from '../../../config/keda-version';
import { cacheFolder } from '../../../lib/cache-folder';
import { markUsed, removeOld } from '../../lib/folders';
import { longStep } from '../../lib/long-step';
import { runCommand } from '../../lib/run-command';
import { parseGoModule } from './go-module';
import { type Source, sourcesOf } from './sources';

/** Folders of the built programs. */
export type Programs = Readonly<Record<Source['name'], string>>;

/** Builds of each program that are kept: those of two versions of KEDA in two work trees. */
export const KEPT_BUILDS = 4;

/** Settings of Go that would change the result, fixed for all machines. */
const goEnv = ({ hasC = false }: Source) => ({
  GOFLAGS: '-mod=readonly',
  GOWORK: 'off',
  GO111MODULE: 'on',
  GOOS: 'linux',
  GOARCH: 'amd64',
  CGO_ENABLED: hasC ? '1' : '0',
});

/** Returns the newest version of Go that one of the modules needs. */
export function goNeeded(project: string, kedaVersion: KedaVersion): string {
  const versions = sourcesOf(kedaVersion).map((source) => readModule(folderOf(project, source)).go);
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
}

/** Builds the programs that are not in the cache. */
export async function buildPrograms(project: string, kedaVersion: KedaVersion): Promise<Programs> {
  const built: [string, string][] = [];
  for (const source of sourcesOf(kedaVersion)) built.push([source.name, await build(source, folderOf(project, source))]);
  return Object.fromEntries(built) as Programs;
}

async function build(source: Source, folder: string): Promise<string> {
  const all = cacheFolder('e2e', 'programs');
  const name = source.folder ?? source.name;
  const target = join(all, `${name}-${hashOf(source, folder)}`);
  if (existsSync(target)) return markUsed(target);
  const partial = `${target}.partial`;
  await longStep(`building ${name} with Go (cached for later runs)`, async () => {
    removeOld(all, { prefix: `${source.name}-`, keep: KEPT_BUILDS - 1 });
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    const go = (...args: string[]) => runCommand('go', args, { cwd: folder, env: goEnv(source) });
    await go('build', ...buildFlags(source, folder), '-o', join(partial, source.program ?? '/'), source.packages);
    if (source.files) {
      const module = await go('list', '-m', '-f', '{{.Dir}}', source.files.module);
      cpSync(join(module.trim(), source.files.folder), join(partial, source.files.folder), { recursive: true });
    }
    renameSync(partial, target);
  });
  return target;
}

function buildFlags({ tags = [], flags = [], linkerFlags }: Source, folder: string): readonly string[] {
  const forLinker = ['-s -w', linkerFlags?.(readModule(folder))].filter(Boolean).join(' ');
  return ['-trimpath', ...flags, ...(tags.length === 0 ? [] : ['-tags', tags.join(',')]), '-ldflags', forLinker];
}

/** Hashes everything that determines the result of a build: the files of a folder, the flags and the settings of Go. */
export function hashOf(source: Source, folder: string): string {
  const hash = createHash('sha256').update(JSON.stringify([buildFlags(source, folder), goEnv(source)]));
  for (const file of readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

const folderOf = (project: string, { name, folder = name }: Source) => join(project, 'proof', 'e2e', 'programs', folder);
const readModule = (folder: string) => parseGoModule(readFileSync(join(folder, 'go.mod'), 'utf8'));
