import { copyFiles, deleteFiles, placeFile } from '../../handover/credential-files';

/** The files of a registration: settings, credential and private key of the runner (actions/runner, HostContext.cs). */
export const RUNNER_FILES = ['.runner', '.credentials', '.credentials_rsaparams'] as const;

export type RunnerFiles = Readonly<Record<(typeof RUNNER_FILES)[number], Buffer>>;

/** Hands the files over. Each appears complete and readable by this user only. */
export async function handOverFiles(files: RunnerFiles, folder: string): Promise<void> {
  for (const name of RUNNER_FILES) await placeFile(folder, name, files[name]);
}

/**
 * Moves the files next to the listener. It reads the key again whenever it signs in, so they stay there while its job runs, and
 * the job can read them. The listener deletes them after its job; a second copy would remain.
 */
export async function receiveFiles(folder: string, home: string): Promise<void> {
  await copyFiles(RUNNER_FILES, folder, home);
  await deleteFiles(RUNNER_FILES, folder);
}
