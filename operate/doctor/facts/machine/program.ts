import { reason } from '../../../../lib/reason';

/** Whether a program could not be started because it is missing. */
export const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The output of a program; undefined if the program is missing. @throws Error with its message if it fails */
export async function outputIfInstalled(output: Promise<string>): Promise<string | undefined> {
  try {
    return await output;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(programMessage(error));
  }
}

/** The message of a program that failed: one line, without its arguments. */
export function programMessage(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = stderr.split('\n').map((line) => line.trim());
  // The Azure CLI prints warnings before the error.
  const failure = lines
    .find((line) => line.startsWith('ERROR:'))
    ?.slice('ERROR:'.length)
    .trim();
  return (failure ?? lines.find(Boolean) ?? reason(error)).slice(0, 300);
}
