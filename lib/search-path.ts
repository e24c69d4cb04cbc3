import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** PATH with the folders of administration, which users lack on Debian. */
export const searchPath = (env: NodeJS.ProcessEnv): string => [env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(delimiter);

/** Whether a program can be run. */
export const isOnPath = (program: string, path: string): boolean =>
  path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
