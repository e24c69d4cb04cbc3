import { spawn } from 'node:child_process';
import type { BuiltImage } from './image';
import { entriesOf } from './root-file-system';

/** A part of the image, in bytes. */
export interface Size {
  readonly part: string;
  readonly bytes: number;
  /** As a registry keeps it and a node pulls it. */
  readonly compressed?: number;
}

const PARTS = [
  { part: 'agent (a stub here)', path: 'azp/agent' },
  { part: 'PowerShell (a stub here)', path: 'opt/microsoft' },
  { part: 'Node.js', path: 'opt/azp/node' },
  { part: 'agent.cjs', path: 'opt/azp/agent.cjs' },
];

/** Measures the image by its parts; what none of them accounts for is Debian's packages. */
export async function sizesOf({ buildah, name, base }: BuiltImage, options = { compressed: false }): Promise<readonly Size[]> {
  const [root, baseRoot] = [await buildah.mount(name), await buildah.mount(base)];
  const measure = async (part: string, folder: string, path: string): Promise<Size> => {
    const bytes = bytesBelow(folder, path);
    return options.compressed ? { part, bytes, compressed: await compressedBytes(folder, path) } : { part, bytes };
  };
  const basis = await measure('base image', baseRoot, '.');
  const whole = await measure('all', root, '.');
  const ours: Size[] = [];
  for (const { part, path } of PARTS) ours.push(await measure(part, root, path));
  const packages = without('Debian packages', whole, [basis, ...ours]);
  return [basis, ...ours, packages, without('added by this project', whole, [basis]), whole];
}

function without(part: string, whole: Size, others: readonly Size[]): Size {
  const bytes = others.reduce((rest, other) => rest - other.bytes, whole.bytes);
  if (whole.compressed === undefined) return { part, bytes };
  return { part, bytes, compressed: others.reduce((rest, other) => rest - (other.compressed ?? 0), whole.compressed) };
}

/** Lines of a table, in MB of 10^6 bytes. */
export function sizeTable(sizes: readonly Size[]): string {
  const columns = (part: string, bytes: string, compressed: string) =>
    `${part.padEnd(28)}${bytes.padStart(8)}${compressed.padStart(14)}`.trimEnd();
  const megabytes = (bytes: number | undefined) => (bytes === undefined ? '' : (bytes / 1e6).toFixed(1));
  const hasCompressed = sizes.some(({ compressed }) => compressed !== undefined);
  return [
    columns('image size', 'MB', hasCompressed ? 'MB compressed' : ''),
    ...sizes.map(({ part, bytes, compressed }) => columns(part, megabytes(bytes), megabytes(compressed))),
  ].join('\n');
}

function bytesBelow(root: string, path: string): number {
  // Files with several names count once.
  const files = new Map<number, number>();
  for (const { stats, path: each } of entriesOf(root)) {
    if (stats.isFile() && (path === '.' || each === `/${path}` || each.startsWith(`/${path}/`))) files.set(stats.ino, stats.size);
  }
  return [...files.values()].reduce((sum, size) => sum + size, 0);
}

/** Size of a layer that holds only this path, by gzip as `buildah push` and ACR do. */
async function compressedBytes(root: string, path: string): Promise<number> {
  const shell = spawn('sh', ['-c', 'tar -C "$1" -c "$2" | gzip | wc -c', 'sh', root, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of shell.stdout) output += chunk;
  return Number(output);
}
