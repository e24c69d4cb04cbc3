import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltImage } from './image';
import { entriesOf } from './root-file-system';

/** Size of a part of the image. */
export interface Size {
  readonly part: string;
  readonly bytes: number;
  /** Compressed bytes, as registries store and nodes pull them. */
  readonly compressed?: number;
}

/** What this project adds to both images, and what it adds to one of them. A path that an image does not have is left out. */
const PARTS = [
  { part: 'agent (a stub here)', path: 'azp/agent' },
  { part: 'PowerShell (a stub here)', path: 'opt/microsoft' },
  { part: 'runner (a stub here)', path: 'azp/runner' },
  { part: 'Node.js', path: 'opt/azp/node' },
  { part: 'agent.cjs', path: 'opt/azp/agent.cjs' },
  { part: 'entra-credentials.js', path: 'opt/azp/entra-credentials.js' },
];

/** Measures the parts of the image. The remainder counts as Debian packages. */
export async function sizesOf({ buildah, name, base }: BuiltImage, options = { compressed: false }): Promise<readonly Size[]> {
  const [root, baseRoot] = [await buildah.mount(name), await buildah.mount(base)];
  const measure = async (part: string, folder: string, path: string): Promise<Size> => {
    const bytes = bytesBelow(folder, path);
    return options.compressed ? { part, bytes, compressed: await compressedBytes(folder, path) } : { part, bytes };
  };
  const baseImage = await measure('base image', baseRoot, '.');
  const whole = await measure('all', root, '.');
  const ours: Size[] = [];
  for (const { part, path } of PARTS) if (existsSync(join(root, path))) ours.push(await measure(part, root, path));
  const packages = without('Debian packages', whole, [baseImage, ...ours]);
  return [baseImage, ...ours, packages, without('added by this project', whole, [baseImage]), whole];
}

function without(part: string, whole: Size, others: readonly Size[]): Size {
  const bytes = others.reduce((rest, other) => rest - other.bytes, whole.bytes);
  if (whole.compressed === undefined) return { part, bytes };
  return { part, bytes, compressed: others.reduce((rest, other) => rest - (other.compressed ?? 0), whole.compressed) };
}

/** Formats a table, in MB of 10^6 bytes. @param title the image, such as "agent image" */
export function sizeTable(title: string, sizes: readonly Size[]): string {
  const columns = (part: string, bytes: string, compressed: string) =>
    `${part.padEnd(28)}${bytes.padStart(8)}${compressed.padStart(14)}`.trimEnd();
  const megabytes = (bytes: number | undefined) => (bytes === undefined ? '' : (bytes / 1e6).toFixed(1));
  const hasCompressed = sizes.some(({ compressed }) => compressed !== undefined);
  return [
    columns(title, 'MB', hasCompressed ? 'MB compressed' : ''),
    ...sizes.map(({ part, bytes, compressed }) => columns(part, megabytes(bytes), megabytes(compressed))),
  ].join('\n');
}

function bytesBelow(root: string, path: string): number {
  // By inode, so that a file with several names counts once.
  const files = new Map<number, number>();
  for (const { stats, path: each } of entriesOf(root)) {
    if (stats.isFile() && (path === '.' || each === `/${path}` || each.startsWith(`/${path}/`))) files.set(stats.ino, stats.size);
  }
  return [...files.values()].reduce((sum, size) => sum + size, 0);
}

/** Size of a layer that contains only this path, compressed with gzip, which `buildah push` and ACR also use. */
async function compressedBytes(root: string, path: string): Promise<number> {
  const shell = spawn('sh', ['-c', 'tar -C "$1" -c "$2" | gzip | wc -c', 'sh', root, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of shell.stdout) output += chunk;
  return Number(output);
}
