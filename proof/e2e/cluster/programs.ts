import type { KedaVersion } from '../../../config/keda-version';
import { buildProgram, readGoModule } from '../../lib/go/build-program';
import { type Source, sourcesOf } from './sources';

/** Folders of the built programs. */
export type Programs = Readonly<Record<Source['name'], string>>;

/** Returns the newest version of Go that one of the modules needs. */
export function goNeeded(project: string, kedaVersion: KedaVersion): string {
  const versions = sourcesOf(kedaVersion).map((source) => readGoModule(project, source).go);
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
}

/** Builds the programs that are not in the cache. */
export async function buildPrograms(project: string, kedaVersion: KedaVersion): Promise<Programs> {
  const built: [string, string][] = [];
  for (const source of sourcesOf(kedaVersion)) built.push([source.name, await buildProgram(project, source)]);
  return Object.fromEntries(built) as Programs;
}
