import { join } from 'node:path';
import { buildProgram } from '../lib/go/build-program';
import { type HelmMajor, helmSource } from '../lib/helm/helm-source';

/** One version of Helm, ready to run. */
export interface HelmProgram {
  /** Like `Helm 4`, for messages. */
  readonly name: string;
  /** Path of the program. */
  readonly path: string;
}

/** Builds Helm unless it is in the cache. */
export const helmProgram = async (project: string, major: HelmMajor): Promise<HelmProgram> => ({
  name: `Helm ${major}`,
  path: join(await buildProgram(project, helmSource(major)), 'helm'),
});

/** Name of the release. It differs from that of every deployment: nothing but the default of `name` may depend on it. */
export const RELEASE = 'some-release';
