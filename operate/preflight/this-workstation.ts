import { spawnSync } from 'node:child_process';
import type { Workstation } from './deploy-findings';

/** The machine that this process runs on. */
export const thisWorkstation = (environment: NodeJS.ProcessEnv): Workstation => ({
  environment,
  run: (command, args) => {
    // The Azure CLI of Windows is a batch file, which only a shell can start.
    const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' });
    return error === undefined && status === 0 ? stdout : undefined;
  },
});
