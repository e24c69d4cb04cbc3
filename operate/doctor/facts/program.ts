import { reason } from '../../../lib/reason';

/** Whether a program could not be started because it is not there. */
export const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The output of a program; undefined when there is no such program. @throws what running it threw otherwise */
export async function outputIfThere(output: Promise<string>): Promise<string | undefined> {
  try {
    return await output;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(programWords(error));
  }
}

/** What a program said when it failed, in one line without its arguments. */
export function programWords(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = said.split('\n').map((line) => line.trim());
  // The Azure CLI warns of many things before it says what is wrong.
  const wrong = lines
    .find((line) => line.startsWith('ERROR:'))
    ?.slice('ERROR:'.length)
    .trim();
  return (wrong ?? lines.find(Boolean) ?? reason(error)).slice(0, 300);
}
