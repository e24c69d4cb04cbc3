import type { Terraform } from './terraform';

/**
 * Whether the state of a stack shows that everything in it was deleted. False if resources are left, if the stack was never
 * deployed from here, and if the state can't be read. cdktf ends with exit code 0 also if the user refuses to destroy a stack.
 * @param folder the folder in which Terraform runs for the stack
 */
export async function isDestroyed(terraform: Terraform, folder: string): Promise<boolean> {
  const { code, stdout } = await terraform(folder, ['state', 'list']);
  const resources = stdout.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('data.'));
  return code === 0 && resources.length === 0;
}
