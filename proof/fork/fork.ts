/** The version of cdktn and of cdktn-cli that is tried. */
export const FORK_VERSION = '0.24.0';

/** What cdktn states in its "engines". */
export const LEAST_NODE = '22.19.0';

/** The Node.js that is installed where the one in use is older. */
export const NODE_VERSION = '22.23.3';

/** The fields of a package.json that change. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** Whether a version of Node.js is new enough for cdktn. */
export function canRunFork(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** The npm package with the program of Node.js for a machine. The package `node` has an install script instead, which npm skips here. */
export const nodePackage = (platform: string, arch: string): string => `node-${platform === 'win32' ? 'win' : platform}-${arch}`;

/**
 * Returns the manifest with cdktn in place of cdktf, and its command line in place of cdktf's. cdktn keeps the name `cdktf`
 * by an alias, because the prebuilt providers import that name; the override gives them the alias too.
 * @param node the package of a newer Node.js to install; undefined if the one in use will do
 */
export function forkManifest<T extends Manifest>(manifest: T, node: string | undefined): T {
  const { 'cdktf-cli': _, ...devDependencies } = manifest.devDependencies;
  return {
    ...manifest,
    dependencies: { ...manifest.dependencies, cdktf: `npm:cdktn@${FORK_VERSION}` },
    devDependencies: { ...devDependencies, 'cdktn-cli': FORK_VERSION, ...(node === undefined ? {} : { [node]: NODE_VERSION }) },
    overrides: { ...manifest.overrides, cdktf: '$cdktf' },
  };
}

/** Returns a snapshot with the version of cdktn where each stack states the version of cdktf that wrote it. */
export const forkSnapshot = (text: string, cdktfVersion: string): string =>
  text.replaceAll(`"version": "${cdktfVersion}"`, `"version": "${FORK_VERSION}"`);
