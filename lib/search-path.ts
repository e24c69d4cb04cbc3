import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** PATH with the folders for administration, which are not in the PATH of users on Debian. */
export const searchPath = (env: NodeJS.ProcessEnv): string => [env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(delimiter);

/** Returns whether a program is in one of the folders and can be run. */
export const isOnPath = (program: string, path: string): boolean =>
  path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
