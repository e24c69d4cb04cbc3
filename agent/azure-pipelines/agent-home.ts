import { constants, cpSync, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDERS } from '../../config/pod-contract';

/** Tools for jobs: most of the package. config.sh uses none of them. */
const EXTERNALS = 'externals';

/**
 * Fills an empty agent home with a copy of the package. config.sh writes its files into the folder above its own program
 * (azure-pipelines-agent, HostContext.cs), so if the image is read-only, the program must be in a writable folder too.
 * Symbolic links do not work: .NET resolves the link to its program, and counts a dangling link as an existing file where a
 * file is to be written (dotnet/runtime, corehost.cpp and FileSystem.Exists.Unix.cs).
 */
export async function fillHome(home: string, from: string = FOLDERS.agent): Promise<void> {
  if (existsSync(join(home, 'config.sh')) || !existsSync(join(from, 'config.sh'))) return;
  const partial = `${home}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  for (const name of await readdir(from)) {
    if (name === EXTERNALS) continue;
    // Half the processor time of the asynchronous copy, if it has no filter: docs/decisions/0035.
    cpSync(join(from, name), join(partial, name), { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
  await symlink(join(from, EXTERNALS), join(partial, EXTERNALS));
  await rename(partial, home);
}
