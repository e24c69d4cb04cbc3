import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../lib/cache-folder';
import { markUsed, removeOld } from '../folders';
import { longStep } from '../long-step';
import { runCommand } from '../run-command';
import { type GoModule, parseGoModule } from './go-module';
import type { GoSource } from './go-source';

/** Builds of each program that are kept: those of two versions of KEDA in two work trees. */
export const KEPT_BUILDS = 4;

/** Settings of Go that would change the result, fixed for all machines. */
const goEnv = ({ hasC = false }: GoSource) => ({
  GOFLAGS: '-mod=readonly',
  GOWORK: 'off',
  GO111MODULE: 'on',
  GOOS: 'linux',
  GOARCH: 'amd64',
  CGO_ENABLED: hasC ? '1' : '0',
});

/** Reads the go.mod of a source. @param project the root folder of the project */
export const readGoModule = (project: string, source: GoSource): GoModule => readModule(folderOf(project, source));

/**
 * Builds a program unless it is in the cache.
 * @param project the root folder of the project
 * @returns the folder of the built program
 */
export async function buildProgram(project: string, source: GoSource): Promise<string> {
  const folder = folderOf(project, source);
  const all = cacheFolder('e2e', 'programs');
  const name = source.folder ?? source.name;
  const target = join(all, `${name}-${hashOf(source, folder)}`);
  if (existsSync(target)) return markUsed(target);
  // Two commands may build the same program at the same time.
  const partial = `${target}.partial-${process.pid}`;
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
    if (existsSync(target)) rmSync(partial, { recursive: true });
    else renameSync(partial, target);
  });
  return target;
}

function buildFlags({ tags = [], flags = [], linkerFlags }: GoSource, folder: string): readonly string[] {
  const forLinker = ['-s -w', linkerFlags?.(readModule(folder))].filter(Boolean).join(' ');
  return ['-trimpath', ...flags, ...(tags.length === 0 ? [] : ['-tags', tags.join(',')]), '-ldflags', forLinker];
}

/** Hashes everything that determines the result of a build: the files of a folder, the flags and the settings of Go. */
export function hashOf(source: GoSource, folder: string): string {
  const hash = createHash('sha256').update(JSON.stringify([buildFlags(source, folder), goEnv(source)]));
  for (const file of readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

const folderOf = (project: string, { name, folder = name }: GoSource) => join(project, 'proof', 'e2e', 'programs', folder);
const readModule = (folder: string) => parseGoModule(readFileSync(join(folder, 'go.mod'), 'utf8'));
