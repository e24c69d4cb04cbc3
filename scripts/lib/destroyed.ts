import type { Terraform } from './terraform';

/** What the state of a stack contains; `unknown` if it can't be read, for example because there is none. */
export type StackState = 'resources' | 'empty' | 'unknown';

/** Reads the state of a stack. Data sources do not count, because nothing has to be deleted for them. @param folder where Terraform runs for the stack */
export async function stackState(terraform: Terraform, folder: string): Promise<StackState> {
  const { code, stdout } = await terraform(folder, ['state', 'list']);
  if (code !== 0) return 'unknown';
  return stdout.split('\n').some((line) => line.trim() !== '' && !line.startsWith('data.')) ? 'resources' : 'empty';
}

/** A destroy that has ended. */
export interface Destruction {
  /** The exit code of cdktf, which is 0 also if the user refuses to destroy a stack. */
  readonly code: number;
  /** The state of the stack before the destroy and after it. */
  readonly before: StackState;
  readonly after: StackState;
}

/**
 * Destroys stacks, and reads the state of one of them before and after. Only resources before and none after prove that they
 * were deleted: to destroy nothing also writes an empty state, as in a clone that has no state of a live deployment.
 * @param folder where Terraform runs for the stack
 */
export async function watchDestroy(terraform: Terraform, folder: string, destroy: () => Promise<number>): Promise<Destruction> {
  // Before an init, Terraform does not read the state. Providers that are missing are installed, which the destroy needs too.
  const init = await terraform(folder, ['init', '-input=false']);
  const before = init.code === 0 ? await stackState(terraform, folder) : 'unknown';
  const code = await destroy();
  return { code, before, after: await stackState(terraform, folder) };
}
