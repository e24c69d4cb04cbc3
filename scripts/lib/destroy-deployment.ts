import { watchDestroy } from './destroyed';
import { listAgents, placeholdersByHand, type Removal, removeAgents } from './remove-agents';
import type { StackFolder } from './stack-json';
import type { Terraform } from './terraform';

export interface DestroyOptions extends Removal {
  readonly terraform: Terraform;
  /** The stack whose objects register agents. */
  readonly agentsStack: Pick<StackFolder, 'name' | 'folder'>;
  /** Destroys all stacks. Returns the exit code of cdktf. */
  readonly destroyStacks: () => Promise<number>;
}

/** A shell's exit codes for signals begin here. */
const SIGNALS = 128;

/**
 * Destroys a deployment, then deletes the agents that it has left registered, after a yes. If the state does not show that
 * this run deleted the agents stack, it deletes no agent: they may belong to a deployment that is live.
 * @returns the exit code
 */
export async function destroyDeployment({ terraform, agentsStack, destroyStacks, ...removal }: DestroyOptions): Promise<number> {
  const { say } = removal;
  const { name, folder } = agentsStack;
  const { code, before, after } = await watchDestroy(terraform, folder, destroyStacks);
  if (code >= SIGNALS) {
    if (before === 'resources' && after === 'empty')
      say(`Stack ${name} is deleted, but its agents are still registered. ${placeholdersByHand(removal.config)}`);
    return code;
  }
  if (before !== 'resources') {
    say(`Before the destroy, the state of stack ${name} showed no deployment made from here, so no agent is deleted.`);
    await listAgents(removal);
    return code;
  }
  if (after !== 'empty') {
    say(`Stack ${name} is not known to be empty, so its registered agents stay as they are.`);
    return code;
  }
  const isDone = await removeAgents(removal);
  return code === 0 && !isDone ? 1 : code;
}
