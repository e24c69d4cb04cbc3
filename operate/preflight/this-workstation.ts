import { spawnSync } from 'node:child_process';
import type { Workstation } from './deploy-problems';

/** The machine that this runs on. */
export const thisWorkstation = (environment: NodeJS.ProcessEnv): Workstation => ({
  environment,
  run: (command, args) => {
    const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' });
    return error === undefined && status === 0 ? stdout : undefined;
  },
});
