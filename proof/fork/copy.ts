import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canRunFork, forkManifest, forkSnapshot, type Manifest, nodePackage } from './fork';

/** A copy of the project with cdktn in place of cdktf. */
export interface Copy {
  readonly folder: string;
  /** The program of Node.js to use in it. */
  readonly node: string;
  /** PATH with that program first. */
  readonly path: string;
}

/** Copies the project and puts cdktn in the place of cdktf. Installs nothing. */
export function copyProject(project: string, folder: string): Copy {
  const files = projectFiles(project);
  for (const file of files) cpSync(join(project, file), join(folder, file));
  // Some tests ask git which files belong to the project.
  for (const args of [['init', '--quiet'], ['add', '--all']]) execFileSync('git', args, { cwd: folder }); // biome-ignore format: two commands

  const node = canRunFork(process.versions.node) ? undefined : nodePackage(process.platform, process.arch);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(forkManifest(manifest, node), null, 2));
  for (const snapshot of files.filter((file) => file.endsWith('.snap'))) {
    const text = readFileSync(join(folder, snapshot), 'utf8');
    writeFileSync(join(folder, snapshot), forkSnapshot(text, manifest.dependencies['cdktf'] ?? ''));
  }

  const path = process.env['PATH'] ?? '';
  if (node === undefined) return { folder, node: process.execPath, path };
  const bin = join(folder, 'node_modules', node, 'bin');
  return { folder, node: join(bin, 'node'), path: `${bin}${delimiter}${path}` };
}

/** The project's files that exist, including those that git does not know yet. */
function projectFiles(project: string): readonly string[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: project, encoding: 'utf8' }).split('\0');
  return files.filter((file) => file !== '' && existsSync(join(project, file)));
}
