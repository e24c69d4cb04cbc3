import { reason } from '../../../azure-devops/reason';

/** Why a program gave no output. */
export type ProgramFault = 'missing' | 'failed';

/** Tells a program that is not there from one that ended with an error. */
export function programFault(error: unknown): ProgramFault {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'failed';
}

/** What a program said when it failed, in one line without its arguments. */
export function programWords(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = said.split('\n').map((line) => line.trim());
  // The Azure CLI warns of many things before it says what is wrong.
  return (
    lines
      .find((line) => line.startsWith('ERROR:'))
      ?.slice('ERROR:'.length)
      .trim() ??
    lines.find(Boolean) ??
    reason(error)
  ).slice(0, 300);
}
