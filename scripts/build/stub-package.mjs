// Assembles the package of a stub program in dist/. Tests use it in place of the real download.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { PROJECT } from './files.mjs';

const MODE = 0o755;

/**
 * A package of scripts and a bundled stub.cjs.
 * @param folder the scripts, as a path in this project
 * @param name the folder in dist/ with stub.cjs
 * @param programs the scripts that can be run
 */
export function stubPackage({ folder, name, programs }) {
  const scripts = join(PROJECT, folder);
  const built = join(PROJECT, 'dist', name);
  const allFiles = () =>
    readdirSync(scripts, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(scripts, join(entry.parentPath, entry.name)));

  const isSame = (file) => {
    const target = join(built, file);
    if (!existsSync(target) || !readFileSync(target).equals(readFileSync(join(scripts, file)))) return false;
    return !programs.includes(file) || (statSync(target).mode & 0o777) === MODE;
  };

  /** The scripts whose copy is missing, differs or can't be run. */
  const outdatedFiles = () => allFiles().filter((file) => !isSame(file));

  return {
    isPacked: () => outdatedFiles().length === 0,

    /** Copies the scripts next to the bundled stub.cjs. Leaves the same ones alone, because another process may be copying them. */
    pack() {
      for (const file of outdatedFiles()) {
        cpSync(join(scripts, file), join(built, file));
        if (programs.includes(file)) chmodSync(join(built, file), MODE);
      }
    },

    /** Does not change dist/, because another process may be copying it. */
    writeTar(file) {
      // The same build gives the same bytes, so that the build of the image can be given the checksum.
      const same = ['--mode=755', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--use-compress-program=gzip -n'];
      execFileSync('tar', [...same, '-cf', file, '-C', built, 'stub.cjs', '-C', scripts, ...allFiles().sort()]);
      console.log(`${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${file}`);
    },
  };
}

/** Packs, or writes the archive that the arguments name: `[--tar FILE]`. */
export function packFromCommandLine(stub) {
  const tar = process.argv.indexOf('--tar');
  const file = process.argv[tar + 1];
  if (tar === -1) stub.pack();
  else if (file === undefined) throw new Error('--tar needs a file name');
  else stub.writeTar(resolve(file));
}
